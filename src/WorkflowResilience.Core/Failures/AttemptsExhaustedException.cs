namespace WorkflowResilience;

/// <summary>Every permitted attempt failed (<see cref="StageReason.AttemptsExhausted"/>).</summary>
public sealed class AttemptsExhaustedException : StageFailedException
{
    internal AttemptsExhaustedException(StageFailure failure)
        : base(failure)
    {
    }
}
