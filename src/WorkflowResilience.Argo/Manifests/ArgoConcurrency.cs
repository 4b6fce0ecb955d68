namespace WorkflowResilience.Argo;

/// <summary>What a CronWorkflow does when the run before is still going on.</summary>
public enum ArgoConcurrency
{
    /// <summary>The new run is left out. The default.</summary>
    Forbid,

    /// <summary>Both run.</summary>
    Allow,

    /// <summary>The old run is stopped.</summary>
    Replace,
}
