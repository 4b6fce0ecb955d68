using System.Runtime.CompilerServices;

namespace WorkflowResilience;

public sealed partial class StageExecutor
{
    // What somebody must be told during a first attempt; when nobody watches, one that ends at once is over in a few lines.
    internal const ResilienceEventKinds EveryStep = ResilienceEventKinds.StageStarted | ResilienceEventKinds.AttemptStarted | ResilienceEventKinds.AttemptSucceeded
        | ResilienceEventKinds.StageSucceeded | ResilienceEventKinds.CallRejected | ResilienceEventKinds.StageFailed;

    internal ValueTask<TOut> Execute<T, TCall, TShape, TOut>(TCall call, WorkflowRun? run, CancellationToken caller)
        where TCall : struct, IStageCall<T>
        where TShape : struct, IOutcomeShape<T, TOut>
    {
        _runner.ThrowIfDisposed();
        if (run is not null && !caller.CanBeCanceled) caller = run.CancellationToken;
        if (_runner.IsPassThrough) return PassThroughAsync<T, TCall, TShape, TOut>(call, run, caller);
        StageRuntime runtime = Volatile.Read(ref _runtime);
        long now = _clock.Now;
        if (run is not null || runtime.TakesLongWay || TCall.HasFallbacks || (_isWatched && IsListenedTo) || StageTracing.IsListenedTo || caller.IsCancellationRequested)
        {
            if (runtime.IsGuest) runtime = CaughtUp(runtime);
            return runtime.IsRetired ? Present.Execute<T, TCall, TShape, TOut>(call, run, caller)
                : StageTracing.IsListenedTo ? TracedAsync<T, TCall, TShape, TOut>(runtime, call, run, now, caller)
                : LoopAsync<T, TCall, TShape, TOut>(runtime, call, run, default, now, caller);
        }

        // Looked at apart, so that refusing stays as cheap as a refusal should be.
        if (runtime.Breaker is { } breaker && breaker.IsRefusing(now, out long retryAfterTicks, out bool isolated))
            return Refuse<T, TShape, TOut>(isolated, retryAfterTicks);
        return Begin<T, TCall, TShape, TOut>(runtime, call, now, caller);
    }

    private ValueTask<TOut> Refuse<T, TShape, TOut>(bool isolated, long retryAfterTicks)
        where TShape : struct, IOutcomeShape<T, TOut>
    {
        var refused = new StageOutcome<T>(this, _runner.NextExecution(), isolated ? StageReason.CircuitIsolated : StageReason.CircuitOpen, retryAfterTicks);
        return TShape.Throws ? ValueTask.FromException<TOut>(refused.ToException()) : new ValueTask<TOut>(TShape.Of(refused));
    }

    /// <summary>Makes a first attempt that nobody watches; when it succeeds at once this is all there is.</summary>
    private ValueTask<TOut> Begin<T, TCall, TShape, TOut>(StageRuntime runtime, TCall call, long now, CancellationToken caller)
        where TCall : struct, IStageCall<T>
        where TShape : struct, IOutcomeShape<T, TOut>
    {
        CircuitPermit permit = default;
        if (runtime.Breaker is { } breaker && !breaker.TryEnter(now, out permit, out long retryAfterTicks, out bool isolated))
            return Refuse<T, TShape, TOut>(isolated, retryAfterTicks);
        long deadline = Deadline(runtime, now, TotalDeadline(runtime, now));
        AttemptSlot slot = OpenSlot(runtime, deadline, caller);
        ValueTask<T> pending;
        try
        {
            pending = Call<T, TCall>(runtime, call, new CallInfo(this, null, 0, 1, slot.Token));
        }
        catch (Exception e)
        {
            return LoopAsync<T, TCall, TShape, TOut>(runtime, call, null, new Attempt<T>(slot, permit, now, deadline, e), now, caller);
        }

        if (!pending.IsCompletedSuccessfully || runtime.HasResultConditions || TCall.ReadsResults)
        {
            return pending.IsCompleted
                ? LoopAsync<T, TCall, TShape, TOut>(runtime, call, null, new Attempt<T>(slot, permit, now, deadline, pending), now, caller)
                : FirstAsync<T, TCall, TShape, TOut>(runtime, call, slot, permit, pending, now, deadline, caller);
        }

        T value = pending.Result;
        EndSlot(slot);

        // A synchronous success counts at its start: reading the clock again would cost more than all the rest.
        CountSuccess(runtime, permit, now, runtime.MeasuresDuration ? _clock.Now : now);
        return new ValueTask<TOut>(TShape.OfFirst(value));
    }

    /// <summary>A first attempt that nobody watches and that did not end at once: when it succeeds this small method is all there is.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TOut> FirstAsync<T, TCall, TShape, TOut>(
        StageRuntime runtime, TCall call, AttemptSlot slot, CircuitPermit permit, ValueTask<T> pending, long start, long deadline, CancellationToken caller)
        where TCall : struct, IStageCall<T>
        where TShape : struct, IOutcomeShape<T, TOut>
    {
        Attempt<T> attempt;
        if (!await slot.Race(pending.ConfigureAwait(false).GetAwaiter())) attempt = new Attempt<T> { Slot = slot, Permit = permit, Start = start, Deadline = deadline, Pending = pending, Phase = AttemptPhase.Abandoned };
        else if (pending.IsCompletedSuccessfully && !runtime.HasResultConditions && !TCall.ReadsResults)
        {
            T value = pending.Result;
            EndSlot(slot);
            CountSuccess(runtime, permit, start, _clock.Now);
            return TShape.OfFirst(value);
        }
        else attempt = new Attempt<T>(slot, permit, start, deadline, pending);

        return await LoopAsync<T, TCall, TShape, TOut>(runtime, call, null, attempt, start, caller).ConfigureAwait(false);
    }

    private static void CountSuccess(StageRuntime runtime, in CircuitPermit permit, long start, long end)
    {
        runtime.Breaker?.Succeed(permit, end, end - start);
        runtime.Budget?.Deposit();
    }

    private static long TotalDeadline(StageRuntime runtime, long start) => runtime.TotalTicks == long.MaxValue ? long.MaxValue : start + runtime.TotalTicks;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TOut> LoopAsync<T, TCall, TShape, TOut>(
        StageRuntime runtime, TCall call, WorkflowRun? run, Attempt<T> attempt, long start, CancellationToken caller)
        where TCall : struct, IStageCall<T>
        where TShape : struct, IOutcomeShape<T, TOut>
    {
        var ledger = new ExecutionLedger { Run = run, Start = start, TotalDeadline = TotalDeadline(runtime, start), Attempt = 1 };
        StageOutcome<T> outcome = default;
        bool over = false;
        if (attempt.Phase == AttemptPhase.NotBegun)
        {
            if (run is not null) ledger.Occurrence = run.NextOccurrence(Stage);
            if (_runner.Lifecycle is { } starting) await StartingAsync(runtime, starting, run, caller).ConfigureAwait(false);
            StageReason refusal = caller.IsCancellationRequested ? StageReason.Cancelled
                : IsThrottled(runtime, ref ledger, 1) ? StageReason.Throttled
                : await EnterAsync(runtime, ledger.TotalDeadline, caller).ConfigureAwait(false);
            if (_hub.Wants(ResilienceEventKinds.StageStarted)) _hub.Emit(Event(ResilienceEventKinds.StageStarted, ref ledger));
            if (refusal == StageReason.None)
            {
                ledger.HoldsBulkhead = runtime.Bulkhead is not null;
                Begin(runtime, call, 1, ref ledger, caller, ref attempt);
            }
            else
            {
                ledger.Attempt = 0;
                outcome = Refused<T>(runtime, ref ledger, refusal, caller);
                over = true;
            }
        }

        while (!over)
        {
            if (attempt.Phase == AttemptPhase.Pending)
            {
                if (HedgeDelay(runtime) is { } delay)
                    attempt = Settle<T, TCall>(runtime, await HedgeAsync(runtime, call, ledger, attempt, delay, caller).ConfigureAwait(false), ref ledger, caller);
                else if (await attempt.Slot!.Race(attempt.Pending.ConfigureAwait(false).GetAwaiter())) attempt.Collect();
                else attempt.Phase = AttemptPhase.Abandoned;
            }

            Judgement judgement = Judge(runtime, call, ref attempt, ref ledger, caller);
            if (judgement.DiscardsResult) await DiscardAsync(attempt.Value).ConfigureAwait(false);
            if (!judgement.Retries)
            {
                outcome = Conclude(runtime, ref attempt, ref ledger, judgement, caller);
                break;
            }

            long waitingSince = _clock.Now;
            StageReason obstacle = IsThrottled(runtime, ref ledger, ledger.Attempt + 1) ? StageReason.Throttled
                : await AdmitRetryAsync(runtime, run, judgement.Wait, ledger.TotalDeadline, caller).ConfigureAwait(false);
            if (obstacle != StageReason.None)
            {
                // Told as it was, not as it was meant: the wait was cut short, or went on in a line.
                TimeSpan waited = _clock.Span(_clock.Now - waitingSince);
                ledger.Waited += waited;
                ledger.History!.SetLastWait(waited);
                outcome = NotAdmitted<T>(runtime, ref ledger, obstacle, caller);
                break;
            }

            ledger.HoldsHostPlace = true;
            ledger.HoldsBulkhead = runtime.Bulkhead is not null;
            ledger.Waited += judgement.Wait;
            ledger.Hedge = 0;
            Begin(runtime, call, ledger.Attempt + 1, ref ledger, caller, ref attempt);
            if (attempt.Phase == AttemptPhase.Rejected) continue;

            // The retry has started: what it took is spent, whatever refuses the next one.
            ledger.Attempt++;
            ledger.TookBudget = ledger.TookRunRetry = false;
        }

        if (TCall.HasFallbacks && outcome.Kind == StageOutcomeKind.Failed)
            outcome = await FallBackAsync(runtime, ((IFallbackCall<T>)call).Fallbacks, outcome, ledger, caller).ConfigureAwait(false);
        TellEnd(ref ledger, outcome);
        if (run is not null || _runner.Lifecycle is not null)
        {
            StageReport report = Report(ref ledger, outcome);
            run?.Add(report);
            if (_runner.Lifecycle is { } ending) await EndedAsync(runtime, ending, run, report).ConfigureAwait(false);
        }

        // A bad result has no owner once an exception takes its place.
        if (TShape.Throws && !outcome.IsSuccess) await DiscardAsync(outcome.Value).ConfigureAwait(false);
        return TShape.Of(outcome);
    }

    private async ValueTask<TOut> PassThroughAsync<T, TCall, TShape, TOut>(TCall call, WorkflowRun? run, CancellationToken caller)
        where TCall : struct, IStageCall<T>
        where TShape : struct, IOutcomeShape<T, TOut>
    {
        var ledger = new ExecutionLedger { Run = run, Start = _clock.Now, TotalDeadline = long.MaxValue, Attempt = 1 };
        if (run is not null) ledger.Occurrence = run.NextOccurrence(Stage);
        StageOutcome<T> outcome;
        try
        {
            outcome = caller.IsCancellationRequested
                ? new StageOutcome<T>(new CancelledExecution(Stage, caller, null, null, 0))
                : new StageOutcome<T>(await call.Invoke(new CallInfo(this, run, ledger.Occurrence, 1, caller)).ConfigureAwait(false), 1, null);
        }
        catch (Exception e) when (caller.IsCancellationRequested && ExceptionChain.IsCancellation(e))
        {
            outcome = new StageOutcome<T>(new CancelledExecution(Stage, caller, e, null, 1));
        }
        catch (Exception e)
        {
            ledger.LastFailure = Classify(e);
            outcome = Failed<T>(Runtime, ref ledger, Judgement.Stop(StageReason.UnknownFailure, ledger.LastFailure), default);
        }

        if (TCall.HasFallbacks && outcome.Kind == StageOutcomeKind.Failed)
            outcome = await FallBackAsync(Runtime, ((IFallbackCall<T>)call).Fallbacks, outcome, ledger, caller).ConfigureAwait(false);
        run?.Add(Report(ref ledger, outcome));
        return TShape.Of(outcome);
    }
}
