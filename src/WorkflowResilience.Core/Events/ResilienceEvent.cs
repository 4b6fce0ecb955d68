namespace WorkflowResilience;

/// <summary>One thing that happened. A value handed over by reference; copy what must outlive the call.</summary>
/// <remarks>Which members are set depends on <see cref="Kind"/>; the others have their default.</remarks>
public readonly record struct ResilienceEvent
{
    /// <summary>What happened: exactly one kind.</summary>
    public ResilienceEventKinds Kind { get; init; }

    /// <summary>The stage; the default value for events of a run.</summary>
    public WorkflowStage Stage { get; init; }

    /// <summary>The run's id, or null outside a run.</summary>
    public string? RunId { get; init; }

    /// <summary>The runner's clock when it happened, as <see cref="TimeProvider.GetTimestamp"/> gives it.</summary>
    public long Timestamp { get; init; }

    /// <summary>The attempt it concerns, from 1; 0 when it concerns none.</summary>
    public int Attempt { get; init; }

    /// <summary>Why.</summary>
    public StageReason Reason { get; init; }

    /// <summary>The sort of failure, for failed attempts and stages.</summary>
    public FailureKind FailureKind { get; init; }

    /// <summary>How long the attempt, stage or run took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The wait before the next attempt, or until a refused call may be tried again.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The circuit's state before, for <see cref="ResilienceEventKinds.CircuitChanged"/>.</summary>
    public CircuitState CircuitFrom { get; init; }

    /// <summary>The circuit's state after, for <see cref="ResilienceEventKinds.CircuitChanged"/>.</summary>
    public CircuitState CircuitTo { get; init; }

    /// <summary>The final failure, for <see cref="ResilienceEventKinds.StageFailed"/>.</summary>
    public StageFailure? Failure { get; init; }

    /// <summary>What is wrong with a refused policy, for <see cref="ResilienceEventKinds.PolicyRefused"/>; otherwise null.</summary>
    public IReadOnlyList<string>? Problems { get; init; }

    /// <summary>The text of what went wrong, redacted; null when nothing did. Built when read.</summary>
    public string? ErrorText => Error is null ? null : FailureText.Of(Error);

    internal Exception? Error { get; init; }

    internal ResilienceEvent At(long timestamp, Exception? error) => this with { Timestamp = timestamp, Error = error };
}
