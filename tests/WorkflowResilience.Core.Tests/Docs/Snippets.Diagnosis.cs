using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Docs;

internal static class DiagnosisSnippets
{
    internal static int Diagnose(string log)
    {
        #region diagnosis-of-a-log
        var analyzer = new FailureAnalyzer(new PatternLibrary());
        if (analyzer.Diagnose(log) is not { } diagnosis) return 0; // the text shows no failure

        Console.WriteLine(diagnosis);
        return (int)WorkflowExitCodes.Of(diagnosis);
        #endregion
    }

    internal static void Weigh(WorkflowRunnerOptions options)
    {
        #region diagnosis-severities
        options.Analysis = new FailureAnalysis
        {
            Severities = SeverityTable.Default with
            {
                Stages = new Dictionary<WorkflowStage, int>(SeverityTable.Default.Stages) { ["Deploy"] = 2 },
                Rising = 2,
            },
        };
        #endregion
    }

    internal static void Affect(WorkflowRun run)
    {
        #region diagnosis-impact
        run.Values["impact.users"] = 1200;
        run.Values["impact.features"] = "search, checkout";
        run.Values["impact.Deploy.delay"] = "1h30m";
        #endregion
    }
}
