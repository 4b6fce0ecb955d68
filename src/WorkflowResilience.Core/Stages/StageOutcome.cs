namespace WorkflowResilience;

/// <summary>How an execution of a stage that returns nothing ended. <see cref="StageOutcome{T}"/> says more of the members.</summary>
public readonly struct StageOutcome
{
    private readonly StageOutcome<Nothing> _outcome;

    internal StageOutcome(in StageOutcome<Nothing> outcome) => _outcome = outcome;

    /// <summary>How it ended.</summary>
    public StageOutcomeKind Kind => _outcome.Kind;

    /// <summary>Whether it succeeded.</summary>
    public bool IsSuccess => _outcome.IsSuccess;

    /// <summary>Why it did not succeed.</summary>
    public StageReason Reason => _outcome.Reason;

    /// <summary>How often the delegate was called.</summary>
    public int Attempts => _outcome.Attempts;

    /// <summary>The attempts, if any of them failed.</summary>
    public AttemptHistory History => _outcome.History;

    /// <summary>When a refused call may be tried again.</summary>
    public TimeSpan? RetryAfter => _outcome.RetryAfter;

    /// <summary>What is known of the failure; null unless it failed.</summary>
    public StageFailure? Failure => _outcome.Failure;

    /// <summary>A success of a stage with a result.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="value">The result.</param>
    /// <returns>The outcome: for tests of code that reads outcomes.</returns>
    public static StageOutcome<T> Success<T>(T value) => new(value, 1, null);

    /// <summary>Throws what <see cref="StageExecutor.RunAsync(Func{CancellationToken, ValueTask}, CancellationToken)"/> would have thrown.</summary>
    /// <exception cref="StageFailedException">It failed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public void ThrowIfNotSuccessful() => _outcome.ThrowIfNotSuccessful();

    /// <summary>One line for people.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _outcome.ToString();
}
