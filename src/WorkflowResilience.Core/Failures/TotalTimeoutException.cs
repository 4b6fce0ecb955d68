namespace WorkflowResilience;

/// <summary>The total timeout expired (<see cref="StageReason.TotalTimeout"/>) or leaves no room for another attempt (<see cref="StageReason.DeadlineTooClose"/>).</summary>
public sealed class TotalTimeoutException : StageFailedException
{
    internal TotalTimeoutException(StageFailure failure)
        : base(failure)
    {
    }
}
