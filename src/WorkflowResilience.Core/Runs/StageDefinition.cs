namespace WorkflowResilience;

/// <summary>A stage as a workflow knows it: its name, its version and the stages that must have ended before it.</summary>
/// <param name="Stage">The name.</param>
/// <remarks>Immutable; compared by value. Bounds are checked by <see cref="WorkflowDefinition.Create"/>, not here.</remarks>
public sealed record StageDefinition(WorkflowStage Stage)
{
    /// <summary>The stages that must have ended before this one begins, each once; the order says nothing. Default none.</summary>
    public IReadOnlyList<WorkflowStage> After
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = [.. value];
        }
    }
        = [];

    /// <summary>Raise it when the stage's work or result changes, so that a result saved by an older version is not taken for a new one. At least 1. Default 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>How much the stage matters. Default normal.</summary>
    public StageCriticality Criticality { get; init; } = StageCriticality.Normal;

    /// <inheritdoc/>
    public bool Equals(StageDefinition? other) =>
        other is not null && Stage == other.Stage && Version == other.Version && Criticality == other.Criticality && After.SequenceEqual(other.After);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Stage, Version, Criticality, After.Count);
}
