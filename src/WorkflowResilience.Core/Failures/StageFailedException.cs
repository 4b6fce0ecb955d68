namespace WorkflowResilience;

/// <summary>A stage failed for good. One derived type a cause, so that each can be caught by itself.</summary>
/// <remarks>
/// <see cref="System.Exception.InnerException"/> is the user's own object: the real last failure, or null when a returned result counted as one or the call was
/// refused before the first attempt. Its message and its text as a whole are redacted; the text of the inner exception, read from it directly, is not.
/// </remarks>
public abstract class StageFailedException : Exception
{
    private protected StageFailedException(StageFailure failure)
        : base(FailureSummary.Line(failure), failure.Exception) => Failure = failure;

    /// <summary>All that is known of the failure.</summary>
    public StageFailure Failure { get; }

    /// <summary>What the failure is known by.</summary>
    public string FailureId => Failure.Id;

    /// <summary>The stage.</summary>
    public WorkflowStage Stage => Failure.Stage;

    /// <summary>The run's id; null outside a run.</summary>
    public string? RunId => Failure.RunId;

    /// <summary>How many attempts there were; 0 when the call was refused before the first.</summary>
    public int Attempts => Failure.Attempts;

    /// <summary>Why the execution ended.</summary>
    public StageReason Reason => Failure.Reason;

    /// <summary>The next thing to do, in a sentence for people.</summary>
    public string Advice => Failure.Advice;

    /// <summary>The message, the chain of causes and the stacks, all redacted.</summary>
    /// <returns>Several lines.</returns>
    public sealed override string ToString() => FailureText.WithStack(this);
}
