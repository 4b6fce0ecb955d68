namespace WorkflowResilience;

/// <summary>What a failed execution leaves behind until somebody reads it.</summary>
internal sealed class FailedExecution
{
    private readonly FailureFacts _facts;
    private readonly Obstacle _obstacle;
    private readonly StagePolicy _policy;
    private StageFailure? _failure;

    internal FailedExecution(
        StageExecutor executor, StagePolicy policy, string? runId, ulong number, StageReason reason, in FailureFacts facts, in Obstacle obstacle, AttemptHistory? history, int attempts,
        TimeSpan duration, TimeSpan? retryAfter)
    {
        Executor = executor;
        RunId = runId;
        Number = number;
        Reason = reason;
        History = history;
        Attempts = attempts;
        Duration = duration;
        RetryAfter = retryAfter;
        _facts = facts;
        _obstacle = obstacle;
        _policy = policy;
    }

    internal StageExecutor Executor { get; }

    internal string? RunId { get; }

    internal ulong Number { get; }

    internal StageReason Reason { get; }

    internal AttemptHistory? History { get; }

    internal int Attempts { get; }

    internal TimeSpan Duration { get; }

    internal TimeSpan? RetryAfter { get; }

    /// <summary>What took the place of the policy's conditions in the end.</summary>
    internal string? DecidedBy { get; init; }

    /// <summary>What was found out about it; null when nobody has looked. Set before anybody reads the failure.</summary>
    internal FailureFindings? Findings { get; set; }

    /// <summary>The failure, built once. Two threads that read it first at the same time see the same object.</summary>
    internal StageFailure Failure =>
        Volatile.Read(ref _failure)
        ?? Interlocked.CompareExchange(ref _failure, Build(), null)
        ?? _failure!;

    private StageFailure Build() => StageFailure.Create(Executor.Stage, RunId, Number, Reason, _facts, History, Attempts, Duration, RetryAfter) with
    {
        Key = Executor.PrintedKey,
        LetThrough = WorkflowResilience.LetThrough.Of(Reason, _obstacle, _policy, _facts.Kind, RetryAfter),
        DecidedBy = DecidedBy,
        Fingerprint = Findings?.Fingerprint,
        Excerpt = Findings?.Excerpt,
        Context = Findings?.Context,
        Recurrence = Findings?.Recurrence,
        CausedBy = Findings?.CausedBy,
        Diagnosis = Findings?.Diagnosis,
        Advice = FailureAdvice.For(Reason, _facts.Kind, Findings?.Diagnosis),
        AnalysisSkipped = Findings?.Skipped ?? [],
    };
}
