namespace WorkflowResilience;

/// <summary>The state of a circuit breaker.</summary>
public enum CircuitState
{
    /// <summary>Calls pass.</summary>
    Closed,

    /// <summary>Calls are refused until the open time is over.</summary>
    Open,

    /// <summary>A few probes pass; they decide.</summary>
    HalfOpen,

    /// <summary>Opened by hand; only <see cref="CircuitBreaker.Reset"/> ends it.</summary>
    Isolated,
}
