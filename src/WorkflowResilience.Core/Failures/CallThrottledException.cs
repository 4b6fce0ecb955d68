namespace WorkflowResilience;

/// <summary>The target accepts too few calls, so this one was turned away (<see cref="StageReason.Throttled"/>).</summary>
public sealed class CallThrottledException : StageFailedException
{
    internal CallThrottledException(StageFailure failure)
        : base(failure)
    {
    }
}
