namespace WorkflowResilience;

/// <summary>The retry budget of the target is spent (<see cref="StageReason.RetryBudgetExhausted"/>): too large a share of its calls are retries.</summary>
public sealed class RetryBudgetExhaustedException : StageFailedException
{
    internal RetryBudgetExhaustedException(StageFailure failure)
        : base(failure)
    {
    }
}
