namespace WorkflowResilience;

/// <summary>What a circuit breaker knows at one moment. Taking it changes nothing.</summary>
public readonly record struct CircuitSnapshot
{
    /// <summary>The state. An open circuit stays <see cref="CircuitState.Open"/> until a call asks for leave after the open time.</summary>
    public CircuitState State { get; init; }

    /// <summary>Whether the next call would run as a probe: the open time is over, or the circuit is half-open with a free permit.</summary>
    public bool ProbeDue { get; init; }

    /// <summary>
    /// How long a call made now would be asked to wait: the rest of the open time, or the time until the earliest lease of a probe expires.
    /// Zero when a call would pass, and when the circuit is isolated, because then no time is known.
    /// </summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>Failures in a row. Zero unless closed and <see cref="CircuitBreakerPolicy.ConsecutiveFailures"/> is set.</summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>Calls in the window. Zero unless closed and a ratio is set.</summary>
    public long Calls { get; init; }

    /// <summary>Failures among <see cref="Calls"/>.</summary>
    public long Failures { get; init; }

    /// <summary>Slow ones among <see cref="Calls"/>, failed or not. Zero unless <see cref="CircuitBreakerPolicy.SlowCallRatio"/> is set.</summary>
    public long SlowCalls { get; init; }

    /// <summary>Probes that hold a lease which has not expired.</summary>
    public int ProbesRunning { get; init; }

    /// <summary>Probes that succeeded since the circuit became half-open.</summary>
    public int ProbesSucceeded { get; init; }

    /// <summary>How often it has opened without a close between.</summary>
    public int Openings { get; init; }
}
