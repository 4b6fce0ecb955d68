namespace WorkflowResilience;

/// <summary>The delegate may still be running (<see cref="StageReason.Abandoned"/>), or whether it had its effect is unknown (<see cref="StageReason.UnknownOutcome"/>).</summary>
public sealed class StageAbandonedException : StageFailedException
{
    internal StageAbandonedException(StageFailure failure)
        : base(failure)
    {
    }
}
