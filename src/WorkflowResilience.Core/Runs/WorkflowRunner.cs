namespace WorkflowResilience;

/// <summary>Runs workflows.</summary>
public sealed class WorkflowRunner
{
    private long _callbackFailures;

    /// <summary>How many callbacks of the host have thrown so far.</summary>
    public long CallbackFailures => Interlocked.Read(ref _callbackFailures);

    internal void CountCallbackFailure() => Interlocked.Increment(ref _callbackFailures);
}
