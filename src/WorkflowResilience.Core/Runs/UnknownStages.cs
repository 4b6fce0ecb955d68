namespace WorkflowResilience;

/// <summary>What a runner does with a stage that no policy is configured for.</summary>
public enum UnknownStages
{
    /// <summary>An error that names the configured stages: a typing mistake must not run unprotected.</summary>
    Refuse,

    /// <summary>It runs under <see cref="WorkflowRunnerOptions.DefaultPolicy"/>.</summary>
    DefaultPolicy,
}
