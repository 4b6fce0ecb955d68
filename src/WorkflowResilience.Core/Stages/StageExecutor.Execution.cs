using System.Runtime.CompilerServices;

namespace WorkflowResilience;

public sealed partial class StageExecutor
{
    // What somebody must be told during a first attempt; when nobody listens, one that ends at once is over in a few lines.
    private const ResilienceEventKinds EveryStep = ResilienceEventKinds.StageStarted | ResilienceEventKinds.AttemptStarted | ResilienceEventKinds.AttemptSucceeded
        | ResilienceEventKinds.StageSucceeded | ResilienceEventKinds.CallRejected | ResilienceEventKinds.StageFailed;

    internal ValueTask<StageOutcome<T>> Execute<T, TCall>(TCall call, WorkflowRun? run, CancellationToken caller)
        where TCall : struct, IStageCall<T>
    {
        _runner.ThrowIfDisposed();
        if (_runner.IsPassThrough) return PassThroughAsync<T, TCall>(call, run, caller);
        StageRuntime runtime = Volatile.Read(ref _runtime);
        long now = _clock.Now;
        var attempt = default(Attempt<T>);
        if (run is not null || runtime.Bulkhead is not null || _runner.Lifecycle is not null || _hub.Wants(EveryStep) || caller.IsCancellationRequested)
            return LoopAsync(runtime, call, run, attempt, now, caller);

        Begin(runtime, call, null, 0, 1, now, TotalDeadline(runtime, now), caller, ref attempt);
        if (attempt.Phase == AttemptPhase.Returned && !runtime.HasResultConditions)
        {
            EndSlot(ref attempt);
            if (runtime.Breaker is { } breaker)
            {
                // A synchronous success counts at its start: reading the clock again would cost more than all the rest.
                long end = runtime.MeasuresDuration ? _clock.Now : now;
                breaker.Succeed(attempt.Permit, end, end - now);
            }

            runtime.Budget?.Deposit();
            return new ValueTask<StageOutcome<T>>(new StageOutcome<T>(attempt.Value!, 1, null));
        }

        if (attempt.Phase == AttemptPhase.Rejected)
            return new ValueTask<StageOutcome<T>>(new StageOutcome<T>(this, NewIdentity(_runner.NextExecution()), RejectionReason(attempt), RetryAfter(attempt)));

        return LoopAsync(runtime, call, null, attempt, now, caller);
    }

    private static long TotalDeadline(StageRuntime runtime, long start) => runtime.TotalTicks == long.MaxValue ? long.MaxValue : start + runtime.TotalTicks;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<StageOutcome<T>> LoopAsync<T, TCall>(StageRuntime runtime, TCall call, WorkflowRun? run, Attempt<T> attempt, long start, CancellationToken caller)
        where TCall : struct, IStageCall<T>
    {
        var ledger = new ExecutionLedger { Run = run, Start = start, TotalDeadline = TotalDeadline(runtime, start), Attempt = 1 };
        StageOutcome<T> outcome = default;
        bool over = false;
        if (attempt.Phase == AttemptPhase.NotBegun)
        {
            if (run is not null) ledger.Occurrence = run.NextOccurrence(Stage);
            if (_runner.Lifecycle is { } starting) await StartingAsync(starting, run, caller).ConfigureAwait(false);
            StageReason refusal = await EnterAsync(runtime, ledger.TotalDeadline, caller).ConfigureAwait(false);
            if (_hub.Wants(ResilienceEventKinds.StageStarted)) _hub.Emit(Event(ResilienceEventKinds.StageStarted, ref ledger));
            if (refusal == StageReason.None)
            {
                ledger.HoldsBulkhead = runtime.Bulkhead is not null;
                Begin(runtime, call, run, ledger.Occurrence, 1, _clock.Now, ledger.TotalDeadline, caller, ref attempt);
            }
            else
            {
                ledger.Attempt = 0;
                outcome = Refused<T>(ref ledger, refusal, caller);
                over = true;
            }
        }

        while (!over)
        {
            if (attempt.Phase == AttemptPhase.Pending)
            {
                ConfiguredValueTaskAwaitable<T>.ConfiguredValueTaskAwaiter awaiter = attempt.Pending.ConfigureAwait(false).GetAwaiter();
                if (await attempt.Slot!.RaceAsync(awaiter).ConfigureAwait(false)) Collect(ref attempt);
                else attempt.Phase = AttemptPhase.Abandoned;
            }

            Judgement judgement = Judge(runtime, ref attempt, ref ledger, caller);
            if (judgement.DiscardsResult) await DiscardAsync(attempt.Value).ConfigureAwait(false);
            if (!judgement.Retries)
            {
                outcome = Conclude(ref attempt, ref ledger, judgement, caller);
                break;
            }

            StageReason obstacle = await AdmitRetryAsync(runtime, run, judgement.Wait, ledger.TotalDeadline, caller).ConfigureAwait(false);
            if (obstacle != StageReason.None)
            {
                outcome = NotAdmitted<T>(runtime, ref ledger, obstacle, caller);
                break;
            }

            ledger.HoldsHostPlace = true;
            ledger.HoldsBulkhead = runtime.Bulkhead is not null;
            ledger.Waited += judgement.Wait;
            attempt = default;
            Begin(runtime, call, run, ledger.Occurrence, ledger.Attempt + 1, _clock.Now, ledger.TotalDeadline, caller, ref attempt);
            if (attempt.Phase == AttemptPhase.Rejected) continue;

            // The retry has started: what it took is spent, whatever refuses the next one.
            ledger.Attempt++;
            ledger.TookBudget = ledger.TookRunRetry = false;
        }

        if (run is not null || _runner.Lifecycle is not null)
        {
            StageReport report = Report(ref ledger, outcome);
            run?.Add(report);
            if (_runner.Lifecycle is { } ending) await EndedAsync(ending, run, report).ConfigureAwait(false);
        }

        return outcome;
    }

    private async ValueTask<StageOutcome<T>> PassThroughAsync<T, TCall>(TCall call, WorkflowRun? run, CancellationToken caller)
        where TCall : struct, IStageCall<T>
    {
        var ledger = new ExecutionLedger { Run = run, Start = _clock.Now, TotalDeadline = long.MaxValue, Attempt = 1 };
        StageOutcome<T> outcome;
        try
        {
            caller.ThrowIfCancellationRequested();
            if (run is not null) ledger.Occurrence = run.NextOccurrence(Stage);
            outcome = new StageOutcome<T>(await call.Invoke(new CallInfo(this, run, ledger.Occurrence, 1, caller)).ConfigureAwait(false), 1, null);
        }
        catch (OperationCanceledException e) when (caller.IsCancellationRequested)
        {
            outcome = new StageOutcome<T>(new CancelledExecution(Stage, caller, e, null, 1));
        }
        catch (Exception e)
        {
            ledger.LastFailure = Classify(e);
            outcome = Failed<T>(ref ledger, StageReason.UnknownFailure, ledger.LastFailure, null, default);
        }

        run?.Add(Report(ref ledger, outcome));
        return outcome;
    }
}
