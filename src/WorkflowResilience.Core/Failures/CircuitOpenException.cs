namespace WorkflowResilience;

/// <summary>The stage's circuit breaker is open (<see cref="StageReason.CircuitOpen"/>): its target has failed too often lately.</summary>
public sealed class CircuitOpenException : StageFailedException
{
    internal CircuitOpenException(StageFailure failure)
        : base(failure)
    {
    }

    /// <summary>How long until the circuit lets a probe through; null when that is not known. Never negative.</summary>
    public TimeSpan? RetryAfter => Failure.RetryAfter;
}
