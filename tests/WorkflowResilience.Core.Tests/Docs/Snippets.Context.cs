namespace WorkflowResilience.Tests.Docs;

/// <summary>The C# of the page on a failure's surroundings.</summary>
internal static partial class Snippets
{
    internal static void Context(WorkflowRunner runner, WorkflowRun run)
    {
        #region context-services
        run.Values["image"] = "sha256:0f3a";
        runner.ServiceStatuses.Report("network", ServiceHealth.Healthy);
        runner.ServiceStatuses.Report("github-api", ServiceHealth.Degraded, "p99 4.2 s, 2 of 5 probes failed");
        #endregion
    }
}
