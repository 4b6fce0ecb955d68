namespace WorkflowResilience;

/// <summary>Hears of a breaker's changes: after the new state is committed, outside the lock, on the thread that caused it.</summary>
/// <remarks>
/// Must not throw: what it throws goes to the caller of the breaker. The state would still be right, because it never waits for the listener.
/// It may call the breaker.
/// </remarks>
internal interface ICircuitListener
{
    /// <summary>The state changed.</summary>
    void OnTransition(in CircuitTransition transition);

    /// <summary>The custom schedule of <see cref="CircuitBreakerPolicy.OpenTime"/> threw; the circuit opened for <see cref="OpenTimes.Fallback"/>.</summary>
    void OnScheduleFailed(Exception exception);
}
