using System.Globalization;
using WorkflowResilience;

namespace CiPipeline.Reporting;

/// <summary>Tells how a run ended and whether the plan had foretold it.</summary>
internal static class RunReport
{
    /// <returns>The exit code that the run alone would have.</returns>
    public static WorkflowExitCode Print(RunSummary summary, IReadOnlyList<StageResult> results)
    {
        int agreeing = results.Count(r => r.AsPredicted);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"run {summary.RunId}: {summary.Kind} in {summary.Duration.TotalSeconds:0.00} s, retries {summary.Retries}; plan and result agree on {agreeing} of {results.Count} stages"));
        Console.WriteLine(SummaryTable.Of(results));
        foreach (StageFailure failed in summary.Stages.Select(stage => stage.Failure).OfType<StageFailure>()) Print(failed);
        if (summary.ErrorText is { } error) Console.WriteLine($"ended by: {error}");
        Console.WriteLine();

        if (agreeing < results.Count) return WorkflowExitCode.Defect;
        if (summary.Kind == StageOutcomeKind.Succeeded) return WorkflowExitCode.Ok;

        // What no stage's failure explains is a mistake of this program.
        return summary.Failure is { } failure ? WorkflowExitCodes.Of(failure) : WorkflowExitCode.Defect;
    }

    private static void Print(StageFailure failure)
    {
        if (failure.Diagnosis is { } diagnosis) Console.WriteLine($"why {failure.Stage} failed: {diagnosis}");
    }
}
