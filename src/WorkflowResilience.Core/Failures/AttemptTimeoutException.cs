namespace WorkflowResilience;

/// <summary>An attempt took longer than its timeout, and timeouts are not retried here (<see cref="StageReason.AttemptTimeout"/>).</summary>
public sealed class AttemptTimeoutException : StageFailedException
{
    internal AttemptTimeoutException(StageFailure failure)
        : base(failure)
    {
    }
}
