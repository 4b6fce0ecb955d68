namespace WorkflowResilience;

/// <summary>One change of a circuit's state.</summary>
/// <remarks>It is told after the change, outside the breaker's lock: when several threads change one circuit, <see cref="Generation"/> gives the order.</remarks>
public readonly record struct CircuitTransition
{
    /// <summary>The stage whose circuit it is.</summary>
    public WorkflowStage Stage { get; init; }

    /// <summary>The state before.</summary>
    public CircuitState From { get; init; }

    /// <summary>The state after; never the same as <see cref="From"/>.</summary>
    public CircuitState To { get; init; }

    /// <summary>What opened or isolated it; null when it closed or began to probe.</summary>
    public CircuitOpening? Cause { get; init; }

    /// <summary>How long it stays open; zero unless <see cref="To"/> is <see cref="CircuitState.Open"/>.</summary>
    public TimeSpan OpenTime { get; init; }

    /// <summary>How often it has opened without a close between, this time included; 0 when it closed or was isolated.</summary>
    public int Openings { get; init; }

    /// <summary>The clock when it changed, as <see cref="TimeProvider.GetTimestamp"/> gives it.</summary>
    public long Timestamp { get; init; }

    /// <summary>The number of the state it changed to; grows with every change of this circuit.</summary>
    public long Generation { get; init; }

    /// <summary>Whether a person or program did it by <see cref="CircuitBreaker.Isolate"/> or <see cref="CircuitBreaker.Reset"/>.</summary>
    public bool ByHand { get; init; }
}
