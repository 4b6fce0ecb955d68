using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Docs;

internal static class FailureAnalysisSnippets
{
    internal static async Task LookAsync(WorkflowRunner runner, WorkflowDefinition workflow, Func<WorkflowRun, Task> body)
    {
        #region failure-analysis
        runner.ServiceStatuses.Report("artifact-store", ServiceHealth.Degraded, "answers take 4 s");

        RunSummary summary = await runner.TryRunAsync("build-42", body, new RunOptions { Workflow = workflow });
        if (summary.Failure is { } failure)
        {
            Console.WriteLine(failure);
            Console.WriteLine($"{failure.Fingerprint} was seen {failure.Recurrence?.Count} times; {failure.Context?.System?.MemoryUsed} bytes were in use");

            // Days later, when somebody has found out: the next failure like it carries this.
            runner.FailureHistory.RecordFix(failure, RecoveryAction.CleanUp, "emptied the package cache of the agent", by: "the build team");
        }
        #endregion
    }

    internal static void Copy(TextReader log, TextWriter copy)
    {
        #region redaction-lines
        var redactor = new LineRedactor();
        while (log.ReadLine() is { } line) copy.WriteLine(redactor.Redact(line));
        #endregion
    }

    internal static WorkflowRunner Configured()
    {
        #region failure-analysis-options
        WorkflowRunner runner = WorkflowRunner.Create(options => options.Analysis = new FailureAnalysis
        {
            Budget = TimeSpan.FromMilliseconds(20),
            MaxPerSecond = 10,
            History = new FailureHistoryOptions { MaxBytes = 2_000_000 },
        }); // or FailureAnalysis.Off
        #endregion
        return runner;
    }
}
