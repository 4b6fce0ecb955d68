namespace WorkflowResilience;

/// <summary>As many executions of the stage run and wait as its bulkhead permits (<see cref="StageReason.BulkheadFull"/>).</summary>
public sealed class BulkheadFullException : StageFailedException
{
    internal BulkheadFullException(StageFailure failure)
        : base(failure)
    {
    }
}
