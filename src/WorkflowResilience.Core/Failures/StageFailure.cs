using System.Net.Sockets;
using System.Text.Json.Serialization;

namespace WorkflowResilience;

/// <summary>
/// What is known of a stage that failed: plain data, redacted, which survives JSON (<see cref="FailureJson"/>). Two are equal when their <see cref="Id"/> is.
/// </summary>
/// <remarks>Immutable and thread-safe. Every text in it but <see cref="Exception"/> is redacted.</remarks>
public sealed partial record StageFailure
{
    /// <summary>The longest part of <see cref="Message"/> that comes from an exception, in characters.</summary>
    internal const int MaxCause = 1000;

    /// <summary>What this failure is known by: <c>F-</c> and thirteen letters and digits.</summary>
    public required string Id { get; init; }

    /// <summary>The stage.</summary>
    public required WorkflowStage Stage { get; init; }

    /// <summary>The key that the stage was called for (<see cref="StageExecutor.For"/>); null when it was called for none.</summary>
    public string? Key { get; init; }

    /// <summary>The run's id; null outside a run.</summary>
    public string? RunId { get; init; }

    /// <summary>Why the execution ended.</summary>
    public required StageReason Reason { get; init; }

    /// <summary>The sort of the last failure.</summary>
    public FailureKind Kind { get; init; }

    /// <summary>Whether trying again can help.</summary>
    public FailureVerdict Verdict { get; init; }

    /// <summary>What took the place of the policy's conditions in the end, as <see cref="AttemptSummary.DecidedBy"/> has it; null when nothing did.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>The HTTP status of the last failure, or 0.</summary>
    public int StatusCode { get; init; }

    /// <summary>The exit code of the program that failed last, if one ran.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The socket's error, if there was one.</summary>
    public SocketError? SocketError { get; init; }

    /// <summary>The wait that the server asked for, if it did; never negative.</summary>
    public TimeSpan? ServerDelay { get; init; }

    /// <summary>How long to wait before a call that was refused may be tried again; null when that is not known. Never negative.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How many attempts there were; 0 when the call was refused before the first.</summary>
    public int Attempts { get; init; }

    /// <summary>How long the execution took, waits included.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What went wrong, in one line.</summary>
    public required string Message { get; init; }

    /// <summary>The full name of the last exception's type; null when there was no exception.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>The attempts in order: the first 8 and the last 56 at most.</summary>
    public required IReadOnlyList<AttemptSummary> History { get; init; }

    /// <summary>How many attempts between the first 8 and the last 56 are not kept.</summary>
    public int NotKept { get; init; }

    /// <summary>
    /// What would have let the call go on that the <see cref="Reason"/> ended, with the numbers of the decision: <c>1 token in the retry budget; it holds 0.4 …</c>.
    /// Null when no decision of this library ended it.
    /// </summary>
    public string? LetThrough { get; init; }

    /// <summary>The next thing to do, in a sentence for people.</summary>
    public required string Advice { get; init; }

    /// <summary>What stays the same when such a failure happens again: <c>fp1:</c> and 20 hexadecimal digits. Null when the failure was not looked at.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The lines of its texts that say most; null when there were none or the failure was not looked at.</summary>
    public FailureExcerpt? Excerpt { get; init; }

    /// <summary>What was around it; null when the failure was not looked at.</summary>
    public FailureContext? Context { get; init; }

    /// <summary>What is remembered of failures like it; null when the failure was not looked at.</summary>
    public FailureRecurrence? Recurrence { get; init; }

    /// <summary>The failure of the same run that it follows from: that of the earliest failing ancestor in the workflow. Null when there is none.</summary>
    public FailureLink? CausedBy { get; init; }

    /// <summary>What was not done when the failure was looked at, and why, each in a phrase; empty when everything was done.</summary>
    public IReadOnlyList<string> AnalysisSkipped { get; init; } = [];

    /// <summary>What an analyzer found out; null when none has looked.</summary>
    public FailureDiagnosis? Diagnosis { get; init; }

    /// <summary>The last exception itself, with its text as it was thrown; null when there was none. Not part of the JSON: never log it.</summary>
    [JsonIgnore]
    public Exception? Exception { get; init; }

    /// <inheritdoc/>
    public bool Equals(StageFailure? other) => other is not null && string.Equals(Id, other.Id, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>What a person reads: stage, reason, cause, every attempt, and the next thing to do.</summary>
    /// <returns>Several lines joined by line feeds, redacted, the same in every culture.</returns>
    public override string ToString() => FailureReport.Of(this);

    internal static StageFailure Create(
        WorkflowStage stage, string? runId, ulong number, StageReason reason, in FailureFacts facts, AttemptHistory? history, int attempts, TimeSpan duration, TimeSpan? retryAfter)
    {
        int kept = history?.Count ?? 0;
        var rows = new AttemptSummary[kept];
        for (int i = 0; i < kept; i++) rows[i] = AttemptSummary.Of(history![i]);
        return new StageFailure
        {
            Id = FailureId.Text(number),
            Stage = stage,
            RunId = runId,
            Reason = reason,
            Kind = facts.Kind,
            Verdict = facts.Verdict,
            StatusCode = facts.StatusCode,
            ExitCode = facts.ExitCode,
            SocketError = facts.SocketError,
            ServerDelay = facts.ServerDelay,
            RetryAfter = retryAfter,
            Attempts = attempts,
            Duration = duration,
            Message = FailureSummary.Of(reason, facts, attempts, duration, retryAfter, kept == 0 ? null : rows[^1].Outcome),
            ExceptionType = facts.Exception?.GetType().FullName,
            History = rows,
            NotKept = (history?.Total ?? 0) - kept,
            Advice = FailureAdvice.For(reason, facts.Kind),
            Exception = facts.Exception,
        };
    }

    /// <summary>An exception of the type that the reason calls for; a new one each time.</summary>
    internal StageFailedException ToException() => Reason switch
    {
        StageReason.NotConfigured => new StageNotConfiguredException(this),
        StageReason.CircuitOpen => new CircuitOpenException(this),
        StageReason.CircuitIsolated => new CircuitIsolatedException(this),
        StageReason.BulkheadFull => new BulkheadFullException(this),
        StageReason.AttemptsExhausted => new AttemptsExhaustedException(this),
        StageReason.AttemptTimeout => new AttemptTimeoutException(this),
        StageReason.TotalTimeout or StageReason.DeadlineTooClose => new TotalTimeoutException(this),
        StageReason.Abandoned or StageReason.UnknownOutcome => new StageAbandonedException(this),
        StageReason.RetryBudgetExhausted => new RetryBudgetExhaustedException(this),
        StageReason.RunRetryLimit or StageReason.RunTimeLimit or StageReason.HostRetryLimit => new RetryLimitException(this),
        StageReason.Throttled => new CallThrottledException(this),
        StageReason.NotRepeatable or StageReason.StopCondition or StageReason.UnknownFailure or StageReason.PermanentVerdict or StageReason.NestedFailure
            or StageReason.ServerDelayTooLong or StageReason.EvidenceAgainst => new StageNotRetryableException(this),
        StageReason.None or StageReason.Cancelled => throw new InvalidOperationException($"An execution that ended with '{Reason.Code()}' has not failed, so there is no exception for it."),
        _ => throw new InvalidOperationException($"There is no exception for the reason {(int)Reason}."),
    };
}
