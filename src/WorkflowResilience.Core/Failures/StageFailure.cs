namespace WorkflowResilience;

/// <summary>What is known of a stage that failed.</summary>
public sealed record StageFailure
{
    /// <summary>The stage.</summary>
    public required WorkflowStage Stage { get; init; }
}
