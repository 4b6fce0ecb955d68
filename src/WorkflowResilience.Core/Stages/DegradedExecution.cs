namespace WorkflowResilience;

/// <summary>What a success that a fallback gave leaves behind.</summary>
internal sealed record DegradedExecution(StageFailure Failure, string Fallback, AttemptHistory History);
