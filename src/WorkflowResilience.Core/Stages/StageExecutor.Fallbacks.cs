using System.Runtime.CompilerServices;

namespace WorkflowResilience;

public sealed partial class StageExecutor
{
    /// <summary>Runs the stage; when it fails for good or is refused, the first fallback that succeeds gives the result.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="action">The work.</param>
    /// <param name="fallbacks">What to do instead, in order.</param>
    /// <param name="cancellationToken">The caller's token; its cancellation is not a failure, so no fallback follows it.</param>
    /// <returns>The result, of the stage or of a fallback. Await it once.</returns>
    /// <exception cref="StageFailedException">The stage failed, and so did every fallback; the exception is the stage's.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; the token is the caller's.</exception>
    [OverloadResolutionPriority(1)]
    public ValueTask<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> action, IReadOnlyList<StageFallback<T>> fallbacks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Run<T, FallbackCall<T, ValueTaskCall<T>>>(With<T, ValueTaskCall<T>>(new ValueTaskCall<T>(action), fallbacks), CurrentRun, cancellationToken);
    }

    /// <inheritdoc cref="RunAsync{T}(Func{CancellationToken, ValueTask{T}}, IReadOnlyList{StageFallback{T}}, CancellationToken)"/>
    public ValueTask<T> RunAsync<T>(Func<CancellationToken, Task<T>> action, IReadOnlyList<StageFallback<T>> fallbacks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Run<T, FallbackCall<T, TaskCall<T>>>(With<T, TaskCall<T>>(new TaskCall<T>(action), fallbacks), CurrentRun, cancellationToken);
    }

    /// <summary>Runs the stage with fallbacks and tells how it ended; <see cref="StageOutcome{T}.IsDegraded"/> says whether a fallback gave the result.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="action">The work.</param>
    /// <param name="fallbacks">What to do instead, in order.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>How it ended. Await it once.</returns>
    [OverloadResolutionPriority(1)]
    public ValueTask<StageOutcome<T>> TryRunAsync<T>(Func<CancellationToken, ValueTask<T>> action, IReadOnlyList<StageFallback<T>> fallbacks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return TryRun<T, FallbackCall<T, ValueTaskCall<T>>>(With<T, ValueTaskCall<T>>(new ValueTaskCall<T>(action), fallbacks), CurrentRun, cancellationToken);
    }

    /// <inheritdoc cref="TryRunAsync{T}(Func{CancellationToken, ValueTask{T}}, IReadOnlyList{StageFallback{T}}, CancellationToken)"/>
    public ValueTask<StageOutcome<T>> TryRunAsync<T>(Func<CancellationToken, Task<T>> action, IReadOnlyList<StageFallback<T>> fallbacks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return TryRun<T, FallbackCall<T, TaskCall<T>>>(With<T, TaskCall<T>>(new TaskCall<T>(action), fallbacks), CurrentRun, cancellationToken);
    }

    /// <summary>A call with its fallbacks, checked.</summary>
    internal static FallbackCall<T, TCall> With<T, TCall>(TCall call, IReadOnlyList<StageFallback<T>> fallbacks)
        where TCall : struct, IStageCall<T>
    {
        ArgumentNullException.ThrowIfNull(fallbacks);
        if (fallbacks.Contains(null!)) throw new ArgumentException("The list of fallbacks contains null; remove it.", nameof(fallbacks));
        return new FallbackCall<T, TCall>(call, [.. fallbacks]);
    }

    /// <summary>Tries the fallbacks of a failed execution in order.</summary>
    /// <returns>A degraded success, the caller's cancellation, or, when every fallback failed, the outcome as it was.</returns>
    private async ValueTask<StageOutcome<T>> FallBackAsync<T>(StageRuntime runtime, StageFallback<T>[] fallbacks, StageOutcome<T> outcome, ExecutionLedger ledger, CancellationToken caller)
    {
        StageFailure failure = outcome.Failure!;
        foreach (StageFallback<T> fallback in fallbacks)
        {
            if (!IsFor(fallback, failure)) continue;
            if (caller.IsCancellationRequested) return await CancelledAsync(outcome, ledger, caller, failure.Exception).ConfigureAwait(false);
            Attempt<T> attempt = BeginFallback(runtime, fallback, failure, caller);
            if (attempt.Phase == AttemptPhase.Pending)
            {
                if (await attempt.Slot!.Race(attempt.Pending.ConfigureAwait(false).GetAwaiter())) attempt.Collect();
                else attempt.Phase = AttemptPhase.Abandoned;
            }

            if (attempt.Phase == AttemptPhase.Abandoned) Abandon(runtime, ref attempt, ref ledger);
            else EndSlot(attempt.Slot!);
            if (attempt.Phase == AttemptPhase.Returned)
            {
                await DiscardAsync(outcome.Value).ConfigureAwait(false);
                TellFallback(ResilienceEventKinds.FallbackUsed, ref ledger, fallback.Name, failure, attempt.Start, null);
                return new StageOutcome<T>(new DegradedExecution(failure, fallback.Name, outcome.History), attempt.Value!, outcome.Attempts);
            }

            if (caller.IsCancellationRequested) return await CancelledAsync(outcome, ledger, caller, attempt.Error ?? failure.Exception).ConfigureAwait(false);
            TellFallback(ResilienceEventKinds.FallbackFailed, ref ledger, fallback.Name, failure, attempt.Start, attempt.Error ?? new TimeoutException($"The fallback '{fallback.Name}' did not end in time and may still be running."));
        }

        return outcome;
    }

    // A bad result that the outcome kept for its reader has none any more.
    private async ValueTask<StageOutcome<T>> CancelledAsync<T>(StageOutcome<T> outcome, ExecutionLedger ledger, CancellationToken caller, Exception? inner)
    {
        await DiscardAsync(outcome.Value).ConfigureAwait(false);
        return Cancelled<T>(ref ledger, caller, inner);
    }

    private Attempt<T> BeginFallback<T>(StageRuntime runtime, StageFallback<T> fallback, StageFailure failure, CancellationToken caller)
    {
        long now = _clock.Now;
        long deadline = fallback.Timeout == Timeout.InfiniteTimeSpan ? long.MaxValue : now + _clock.Ticks(fallback.Timeout);
        AttemptSlot slot = OpenSlot(runtime, deadline, caller);
        try
        {
            return new Attempt<T>(slot, default, now, deadline, fallback.Action(failure, slot.Token));
        }
        catch (Exception e)
        {
            return new Attempt<T>(slot, default, now, deadline, e);
        }
    }

    private bool IsFor<T>(StageFallback<T> fallback, StageFailure failure)
    {
        try
        {
            return fallback.When?.Invoke(failure) ?? true;
        }
        catch (Exception e)
        {
            _hub.Report(e);
            return false;
        }
    }

    private void TellFallback(ResilienceEventKinds kind, ref ExecutionLedger ledger, string name, StageFailure failure, long start, Exception? error)
    {
        if (!_hub.Wants(kind)) return;
        _hub.Emit(Event(kind, ref ledger) with
        {
            Fallback = name,
            Reason = failure.Reason,
            FailureKind = failure.Kind,
            Failure = failure,
            Duration = Span(_clock.Now - start),
            Error = error,
        });
    }
}
