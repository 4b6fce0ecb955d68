using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WorkflowResilience;

/// <summary>How an execution of a stage ended: a result, a failure, or the caller's cancellation.</summary>
/// <typeparam name="T">The result.</typeparam>
/// <remarks>A value. <see cref="Failure"/> is built when it is read, so that refusing a call allocates nothing.</remarks>
public readonly struct StageOutcome<T>
{
    // Null for a plain success; AttemptHistory for one that needed retries; FailedExecution, DegradedExecution, CancelledExecution, or, for a refusal that costs nothing, the executor.
    private readonly object? _detail;
    private readonly T? _value;
    private readonly ulong _number;
    private readonly long _retryAfterTicks;
    private readonly int _attempts;
    private readonly StageReason _reason;

    internal StageOutcome(T value, int attempts, AttemptHistory? history)
    {
        _value = value;
        _attempts = attempts;
        _detail = history;
        _retryAfterTicks = -1;
    }

    internal StageOutcome(DegradedExecution degraded, T value, int attempts)
    {
        _value = value;
        _attempts = attempts;
        _detail = degraded;
        _retryAfterTicks = -1;
    }

    internal StageOutcome(FailedExecution failed, T? badResult)
    {
        _value = badResult;
        _detail = failed;
        _attempts = failed.Attempts;
        _reason = failed.Reason;
        _number = failed.Number;
        _retryAfterTicks = -1;
    }

    // Kept as bare numbers: most refusals are counted and forgotten.
    internal StageOutcome(StageExecutor refusedBy, ulong number, StageReason reason, long retryAfterTicks)
    {
        _detail = refusedBy;
        _reason = reason;
        _number = number;
        _retryAfterTicks = retryAfterTicks;
    }

    internal StageOutcome(CancelledExecution cancelled)
    {
        _detail = cancelled;
        _attempts = cancelled.Attempts;
        _reason = StageReason.Cancelled;
        _retryAfterTicks = -1;
    }

    /// <summary>How it ended.</summary>
    public StageOutcomeKind Kind => _reason switch
    {
        StageReason.None => StageOutcomeKind.Succeeded,
        StageReason.Cancelled => StageOutcomeKind.Cancelled,
        _ => StageOutcomeKind.Failed,
    };

    /// <summary>Whether it succeeded.</summary>
    public bool IsSuccess => _reason == StageReason.None;

    /// <summary>Whether a fallback gave the result: a success that keeps the <see cref="Failure"/> it took the place of.</summary>
    public bool IsDegraded => _detail is DegradedExecution;

    /// <summary>The fallback that gave the result; null when none did.</summary>
    public string? Fallback => (_detail as DegradedExecution)?.Fallback;

    /// <summary>Why it did not succeed; <see cref="StageReason.None"/> when it did.</summary>
    public StageReason Reason => _reason;

    /// <summary>How many attempts there were, hedges not counted; 0 when the call was refused or cancelled before.</summary>
    public int Attempts => _attempts;

    /// <summary>
    /// The result. After a failure the last result if it was a returned one that counted as a failure (its owner is now the reader), otherwise the default.
    /// </summary>
    public T? Value => _value;

    /// <summary>The attempts; empty after a success at the first attempt and after a refusal.</summary>
    public AttemptHistory History => _detail switch
    {
        AttemptHistory history => history,
        FailedExecution { History: { } history } => history,
        DegradedExecution degraded => degraded.History,
        CancelledExecution { History: { } history } => history,
        _ => AttemptHistory.Empty,
    };

    /// <summary>When a refused call may be tried again; null when that is not known.</summary>
    public TimeSpan? RetryAfter => _detail switch
    {
        FailedExecution failed => failed.RetryAfter,
        StageExecutor executor when _reason == StageReason.CircuitOpen => executor.Span(_retryAfterTicks),
        _ => null,
    };

    /// <summary>What is known of the failure, also of one that a fallback made good; otherwise null.</summary>
    public StageFailure? Failure => _detail switch
    {
        FailedExecution failed => failed.Failure,
        DegradedExecution degraded => degraded.Failure,
        StageExecutor executor => StageFailure.Create(executor.Stage, null, executor.Identity(_number), _reason, default, null, 0, TimeSpan.Zero, RetryAfter) with
        {
            Key = executor.PrintedKey,
            LetThrough = LetThrough.Of(_reason, default, executor.Policy, FailureKind.Unknown, RetryAfter),
        },
        _ => null,
    };

    /// <summary>The result of a success.</summary>
    /// <param name="value">The result.</param>
    /// <returns>Whether it succeeded.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return IsSuccess;
    }

    /// <summary>The result, or what <c>RunAsync</c> would have thrown. Each call makes a new exception.</summary>
    /// <returns>The result.</returns>
    /// <exception cref="StageFailedException">It failed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public T GetValueOrThrow()
    {
        ThrowIfNotSuccessful();
        return _value!;
    }

    /// <summary>Throws what <c>RunAsync</c> would have thrown, unless it succeeded. Each call makes a new exception.</summary>
    /// <exception cref="StageFailedException">It failed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public void ThrowIfNotSuccessful()
    {
        if (!IsSuccess) throw ToException();
    }

    /// <summary>One line for people.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Kind switch
    {
        StageOutcomeKind.Succeeded when Fallback is { } fallback => $"succeeded by the fallback '{fallback}' after {Failure!.Reason.Code()}",
        StageOutcomeKind.Succeeded => string.Create(CultureInfo.InvariantCulture, $"succeeded at attempt {_attempts}"),
        StageOutcomeKind.Cancelled => string.Create(CultureInfo.InvariantCulture, $"was cancelled in attempt {_attempts}"),
        _ when _attempts == 0 => string.Create(CultureInfo.InvariantCulture, $"was refused: {_reason.Code()}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"failed at attempt {_attempts}: {_reason.Code()}"),
    };

    internal Exception ToException() => _detail is CancelledExecution cancelled ? cancelled.ToException() : Failure!.ToException();
}
