namespace WorkflowResilience.Tests.Docs;

/// <summary>The C# of the page on the endpoints.</summary>
internal static partial class Snippets
{
    internal static async Task ReportOfWorkflow(WorkflowRunner runner, Func<CancellationToken, ValueTask> ScanAsync, Action<string, IReadOnlyList<string>> Page)
    {
        #region report-workflow
        RunSummary summary = await runner.TryRunAsync("build-42", async run => await run.StageAsync("Scan", ScanAsync));

        string body = ReportJson.Write(WorkflowReport.Of(summary));      // for success or final-analysis
        WorkflowReport report = ReportJson.ReadWorkflow(body);           // at the other end

        if (report.NeedsPerson) Page(report.Workflow, report.Recommendations);
        #endregion
    }

    internal static void ReadWorkflowFailures()
    {
        #region workflow-failures
        IReadOnlyList<FailedNode> failures = WorkflowFailures.Read(Environment.GetEnvironmentVariable("WORKFLOW_FAILURES") ?? "null");

        foreach (FailedNode node in failures) Console.WriteLine($"{node.DisplayName}: {node.Phase}: {node.Message}");
        #endregion
    }
}
