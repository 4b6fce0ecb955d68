namespace WorkflowResilience;

/// <summary>A limit of the run (<see cref="StageReason.RunRetryLimit"/>, <see cref="StageReason.RunTimeLimit"/>) or of the host (<see cref="StageReason.HostRetryLimit"/>) permits no further retry.</summary>
public sealed class RetryLimitException : StageFailedException
{
    internal RetryLimitException(StageFailure failure)
        : base(failure)
    {
    }
}
