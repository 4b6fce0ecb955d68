namespace WorkflowResilience;

/// <summary>Refuses calls to a target that keeps failing, and probes whether it has recovered.</summary>
public sealed class CircuitBreaker
{
    private CircuitState _state;

    internal CircuitBreaker() { }

    /// <summary>The state now.</summary>
    public CircuitState State => _state;

    /// <summary>Closes the circuit by hand.</summary>
    public void Reset() => _state = CircuitState.Closed;
}
