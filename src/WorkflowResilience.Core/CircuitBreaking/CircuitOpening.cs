namespace WorkflowResilience;

/// <summary>What opened a circuit.</summary>
public enum CircuitOpening
{
    /// <summary><see cref="CircuitBreakerPolicy.ConsecutiveFailures"/> failures in a row.</summary>
    ConsecutiveFailures,

    /// <summary>The share of failures in the window reached <see cref="CircuitBreakerPolicy.FailureRatio"/>.</summary>
    FailureRatio,

    /// <summary>The share of slow calls in the window reached <see cref="CircuitBreakerPolicy.SlowCallRatio"/>, or a probe succeeded slowly.</summary>
    SlowCalls,

    /// <summary>A probe failed.</summary>
    ProbeFailed,

    /// <summary><see cref="CircuitBreaker.Isolate"/>.</summary>
    ByHand,
}
