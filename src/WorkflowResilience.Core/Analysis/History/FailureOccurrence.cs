namespace WorkflowResilience.Analysis;

/// <summary>One time that a failure happened.</summary>
/// <remarks>Immutable.</remarks>
public sealed record FailureOccurrence
{
    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The failure's id, as in <see cref="StageFailure.Id"/>.</summary>
    public required string FailureId { get; init; }

    /// <summary>The run's id, at most 64 characters of it; null outside a run.</summary>
    public string? RunId { get; init; }

    /// <summary>The stage.</summary>
    public required WorkflowStage Stage { get; init; }

    /// <summary>Why the execution ended.</summary>
    public StageReason Reason { get; init; }

    /// <summary>How many attempts there were.</summary>
    public int Attempts { get; init; }
}
