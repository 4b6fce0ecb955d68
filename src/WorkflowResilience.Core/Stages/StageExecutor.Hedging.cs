namespace WorkflowResilience;

public sealed partial class StageExecutor
{
    private const double HedgedShare = 0.95;

    /// <summary>How long a call may take before another is made beside it; null when none is to be made.</summary>
    private long? HedgeDelay(StageRuntime runtime) => runtime.Policy.Hedging is not { } hedging ? null
        : hedging.Delay is { } delay ? _clock.Ticks(delay)
        : runtime.Latencies!.Quantile(HedgedShare);

    /// <summary>
    /// Waits for an attempt whose first call is under way, and makes more calls beside it while it is slow. The first success wins; without one the call that ended last
    /// speaks for the attempt.
    /// </summary>
    /// <returns>All calls that were made, the deciding one first. Those that are still running have been let go of.</returns>
    private async ValueTask<List<HedgeLeg<T>>> HedgeAsync<T, TCall>(
        StageRuntime runtime, TCall call, ExecutionLedger ledger, Attempt<T> first, long delay, CancellationToken caller)
        where TCall : struct, IStageCall<T>
    {
        HedgingPolicy hedging = runtime.Policy.Hedging!;
        using var attempt = new HedgedAttempt<T>(_clock, leg => _ = EndLoserAsync(runtime, leg));
        List<HedgeLeg<T>> legs = [new HedgeLeg<T>(first, 0) { HoldsBulkhead = ledger.HoldsBulkhead, HoldsHostPlace = ledger.HoldsHostPlace }];
        attempt.Add(legs[0]);
        attempt.DueIn(_clock.Span(Math.Max(0, first.Start + delay - _clock.Now)));
        HedgeLeg<T>? decides = null;
        int running = 1;
        while (running > 0)
        {
            HedgeLeg<T>? ended = await attempt.NextAsync().ConfigureAwait(false);
            if (ended is not null)
            {
                decides = ended;
                running--;
                if (ended.Attempt.Phase == AttemptPhase.Returned && !IsFailure<T, TCall>(runtime, ended.Attempt.Value!)) break;
                continue;
            }

            if (TryStartHedge<T, TCall>(runtime, call, ref ledger, legs.Count, caller) is not { } hedge) continue;
            running++;
            legs.Add(hedge);
            attempt.Add(hedge);
            if (legs.Count <= hedging.MaxHedges) attempt.DueIn(_clock.Span(delay));
        }

        attempt.LetGo();
        foreach (HedgeLeg<T> leg in legs)
        {
            if (!leg.IsOver) StopLoser(leg);
        }

        legs.Remove(decides!);
        legs.Insert(0, decides!);
        return legs;
    }

    /// <summary>Makes a call beside the running ones, if everything that limits calls lets it at once.</summary>
    private HedgeLeg<T>? TryStartHedge<T, TCall>(StageRuntime runtime, TCall call, ref ExecutionLedger ledger, int hedge, CancellationToken caller)
        where TCall : struct, IStageCall<T>
    {
        if (!call.MayRepeat || caller.IsCancellationRequested || _clock.Now >= ledger.TotalDeadline) return null;
        double held = 0;
        if (runtime.Budget is { } budget && !budget.TryTake(out held))
            return RefuseHedge<T>(runtime, ref ledger, StageReason.RetryBudgetExhausted, new Obstacle(held, runtime.Policy.RetryBudget!.Cost));
        StageReason obstacle = IsThrottled(runtime, ref ledger, ledger.Attempt + (hedge << 16)) ? StageReason.Throttled
            : runtime.Bulkhead is { } bulkhead && !bulkhead.TryEnter() ? StageReason.BulkheadFull
            : StageReason.None;
        Attempt<T> attempt = default;
        if (obstacle == StageReason.None)
        {
            Begin(runtime, call, ledger.Attempt, ref ledger, caller, ref attempt, hedge);
            if (attempt.Phase != AttemptPhase.Rejected) return new HedgeLeg<T>(attempt, hedge) { HoldsBulkhead = runtime.Bulkhead is not null };
            runtime.Bulkhead?.Exit();
            obstacle = RejectionReason(attempt);
        }

        runtime.Budget?.GiveBack();
        return RefuseHedge<T>(runtime, ref ledger, obstacle, new Obstacle(ledger.ThrottleProbability, 0));
    }

    private HedgeLeg<T>? RefuseHedge<T>(StageRuntime runtime, ref ExecutionLedger ledger, StageReason reason, in Obstacle obstacle)
    {
        TellRefusal(ResilienceEventKinds.HedgeRefused, runtime, ref ledger, Judgement.Stop(reason, obstacle: obstacle));
        return null;
    }

    /// <summary>Takes over the deciding call of a hedged attempt and writes down the others.</summary>
    private Attempt<T> Settle<T, TCall>(StageRuntime runtime, List<HedgeLeg<T>> legs, ref ExecutionLedger ledger, CancellationToken caller)
        where TCall : struct, IStageCall<T>
    {
        ledger.HoldsBulkhead = ledger.HoldsHostPlace = false;
        if (legs.Count > 1) ledger.History ??= new AttemptHistory(legs.Count);
        for (int i = 1; i < legs.Count; i++)
        {
            HedgeLeg<T> leg = legs[i];
            if (leg.IsOver) SettleEnded<T, TCall>(runtime, leg, ref ledger, caller);
            else SettleRunning(runtime, leg, ref ledger);
        }

        ledger.Hedge = legs[0].Hedge;
        ledger.HoldsBulkhead = legs[0].HoldsBulkhead;
        ledger.HoldsHostPlace = legs[0].HoldsHostPlace;
        return legs[0].Attempt;
    }

    // Ended before the attempt was decided, and did not decide it: a failure like any other, but that nothing follows from it; or a success that came second.
    private void SettleEnded<T, TCall>(StageRuntime runtime, HedgeLeg<T> leg, ref ExecutionLedger ledger, CancellationToken caller)
        where TCall : struct, IStageCall<T>
    {
        ledger.Hedge = leg.Hedge;
        ledger.HoldsBulkhead = leg.HoldsBulkhead;
        ledger.HoldsHostPlace = leg.HoldsHostPlace;
        Assessment assessment = Assess<T, TCall>(runtime, ref leg.Attempt, ref ledger, caller);
        if (leg.Attempt.Phase == AttemptPhase.Returned) _ = DiscardAsync(leg.Attempt.Value).AsTask();
        if (assessment.Ended == AttemptOutcome.Succeeded) return;
        Record(runtime, ref ledger, leg.Attempt, assessment, Judgement.Stop(StageReason.None, assessment.Facts));
        if (assessment.Ended == AttemptOutcome.Abandoned) Abandon(runtime, ref leg.Attempt, ref ledger);
    }

    // Cancelled because another has won; its places stay taken until its delegate really ends.
    private void SettleRunning<T>(StageRuntime runtime, HedgeLeg<T> leg, ref ExecutionLedger ledger)
    {
        long now = _clock.Now;
        runtime.Breaker?.Release(leg.Attempt.Permit);

        // It says nothing about the target. Of a first call it is known that it takes at least so long: without that the longest times would be missing and the delay
        // would shrink.
        if (leg.Hedge == 0) runtime.Latencies?.Add(now - leg.Attempt.Start);
        var facts = new FailureFacts { Kind = FailureKind.Cancelled };
        TimeSpan duration = _clock.Span(now - leg.Attempt.Start);
        ledger.History!.Add(new AttemptRecord(ledger.Attempt, AttemptOutcome.Cancelled, facts, _clock.Span(leg.Attempt.Start - ledger.Start), duration, TimeSpan.Zero) { Hedge = leg.Hedge });
    }

    // What a delegate does about its cancellation runs on the thread that cancels: on the winner's, its caller would wait for it. Virtual time stays on one thread.
    private void StopLoser<T>(HedgeLeg<T> leg)
    {
        if (_clock.IsManual) leg.Cancel();
        else ThreadPool.UnsafeQueueUserWorkItem(static leg => leg.Cancel(), leg, preferLocal: false);
    }

    /// <summary>A call that lost has really ended: what it held is free, and what it returned is disposed. It counts nowhere.</summary>
    private async Task EndLoserAsync<T>(StageRuntime runtime, HedgeLeg<T> leg)
    {
        EndSlot(leg.Attempt.Slot!);
        if (leg.HoldsBulkhead) runtime.Bulkhead!.Exit();
        if (leg.HoldsHostPlace) _runner.HostRetries.Exit();
        if (leg.Attempt.Phase == AttemptPhase.Returned) await DiscardAsync(leg.Attempt.Value).ConfigureAwait(false);
    }

    private bool IsFailure<T, TCall>(StageRuntime runtime, T value)
        where TCall : struct, IStageCall<T> =>
        (TCall.ReadsResults && TCall.TryReadFailure(value, _clock.Provider, out _)) || (runtime.HasResultConditions && MatchResult(runtime, value) is not null);
}
