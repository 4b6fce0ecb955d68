namespace WorkflowResilience;

/// <summary>The stage's circuit breaker was isolated by hand (<see cref="StageReason.CircuitIsolated"/>).</summary>
public sealed class CircuitIsolatedException : StageFailedException
{
    internal CircuitIsolatedException(StageFailure failure)
        : base(failure)
    {
    }
}
