namespace WorkflowResilience;

/// <summary>What an execution that its caller cancelled leaves behind.</summary>
internal sealed class CancelledExecution(WorkflowStage stage, CancellationToken caller, Exception? inner, AttemptHistory? history, int attempts)
{
    internal AttemptHistory? History { get; } = history;

    internal int Attempts { get; } = attempts;

    internal OperationCanceledException ToException() => new($"The stage '{stage}' was cancelled by its caller.", inner, caller);
}
