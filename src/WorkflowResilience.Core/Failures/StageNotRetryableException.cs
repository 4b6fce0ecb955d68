namespace WorkflowResilience;

/// <summary>The failure is not one to try again: a stop condition (<see cref="StageReason.StopCondition"/>), no matching condition (<see cref="StageReason.UnknownFailure"/>), a verdict that it stays (<see cref="StageReason.PermanentVerdict"/>), evidence that another attempt would not help (<see cref="StageReason.EvidenceAgainst"/>), a nested execution's final failure (<see cref="StageReason.NestedFailure"/>) or a server that asks for too long a wait (<see cref="StageReason.ServerDelayTooLong"/>).</summary>
public sealed class StageNotRetryableException : StageFailedException
{
    internal StageNotRetryableException(StageFailure failure)
        : base(failure)
    {
    }
}
