using System.Runtime.CompilerServices;
using WorkflowResilience.Time;

namespace WorkflowResilience;

public sealed partial class StageExecutor
{
    /// <summary>Asks the breaker, makes token and timer live, and calls the delegate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Begin<T, TCall>(
        StageRuntime runtime, TCall call, WorkflowRun? run, int occurrence, int number, long now, long totalDeadline, CancellationToken caller, ref Attempt<T> attempt)
        where TCall : struct, IStageCall<T>
    {
        attempt.Start = now;
        if (runtime.Breaker is { } breaker && !breaker.TryEnter(now, out attempt.Permit, out attempt.RetryAfterTicks, out attempt.Isolated))
        {
            attempt.Phase = AttemptPhase.Rejected;
            return;
        }

        long deadline = runtime.AttemptTicks == long.MaxValue ? totalDeadline : Math.Min(now + runtime.AttemptTicks, totalDeadline);
        attempt.Deadline = deadline;
        AttemptSlot slot = _runner.Slots.Rent() ?? new AttemptSlot(_clock, _hub);
        attempt.Slot = slot;
        slot.Begin(deadline, runtime.GraceTicks, caller);
        if (_hub.Wants(ResilienceEventKinds.AttemptStarted)) EmitAttemptStarted(run, number, now);
        try
        {
            var info = new CallInfo(this, run, occurrence, number, slot.Token);
            ValueTask<T> pending = runtime.Policy.Offload ? OffloadedCall<T, TCall>.Start(call, info) : call.Invoke(info);
            if (pending.IsCompletedSuccessfully)
            {
                attempt.Value = pending.Result;
                attempt.Phase = AttemptPhase.Returned;
            }
            else
            {
                attempt.Pending = pending;
                attempt.Phase = AttemptPhase.Pending;

                // A delegate that failed before its first await has ended too: awaiting its task would send it through the pool, and its grace might run out there.
                if (pending.IsCompleted) Collect(ref attempt);
            }
        }
        catch (Exception e)
        {
            attempt.Error = e;
            attempt.Phase = AttemptPhase.Threw;
        }
    }

    /// <summary>Takes over what a pending delegate ended with.</summary>
    private static void Collect<T>(ref Attempt<T> attempt)
    {
        try
        {
            attempt.Value = attempt.Pending.GetAwaiter().GetResult();
            attempt.Phase = AttemptPhase.Returned;
        }
        catch (Exception e)
        {
            attempt.Error = e;
            attempt.Phase = AttemptPhase.Threw;
        }
    }

    /// <summary>Ends the attempt's slot and puts it back if it may serve again.</summary>
    /// <returns>What had fired.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long EndSlot<T>(ref Attempt<T> attempt)
    {
        AttemptSlot slot = attempt.Slot!;
        attempt.Slot = null;
        long fired = slot.End();
        if (slot.Reset(fired)) _runner.Slots.Return(slot);
        else slot.Dispose();
        return fired;
    }

    /// <summary>Leaves an abandoned delegate to itself: whatever it holds stays held until it really ends, and its end is told once and counts nowhere.</summary>
    private void Abandon<T>(StageRuntime runtime, ref Attempt<T> attempt, ref ExecutionLedger ledger)
    {
        var late = new LateAttempt<T>(attempt.Slot!, attempt.Pending, ledger.HoldsBulkhead ? runtime.Bulkhead : null, ledger.HoldsHostPlace ? _runner.HostRetries : null);
        ResilienceEvent told = Event(ResilienceEventKinds.LateOutcome, ref ledger);
        attempt.Slot = null;
        attempt.Pending = default;
        ledger.HoldsBulkhead = ledger.HoldsHostPlace = false;
        late.Slot.WhenLate(() => _ = EndLateAsync(late, told));
    }

    private async Task EndLateAsync<T>(LateAttempt<T> late, ResilienceEvent told)
    {
        late.Slot.End();
        late.Slot.Reset(AttemptSlot.TimerFired);
        late.Slot.Dispose();
        late.Bulkhead?.Exit();
        late.HostRetries?.Exit();
        Exception? error = null;
        try
        {
            await DiscardAsync(late.Pending.GetAwaiter().GetResult()).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            error = e;
        }

        if (_hub.Wants(ResilienceEventKinds.LateOutcome)) _hub.Emit(told.At(_clock.Now, error));
    }

    /// <summary>Disposes a result that nobody will get.</summary>
    private async ValueTask DiscardAsync<T>(T? value)
    {
        try
        {
            if (value is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync().ConfigureAwait(false);
            else if (value is IDisposable disposable) disposable.Dispose();
        }
        catch (Exception e)
        {
            _hub.Report(e);
        }
    }

    private void LeavePlaces(StageRuntime runtime, ref ExecutionLedger ledger)
    {
        if (ledger.HoldsBulkhead) runtime.Bulkhead!.Exit();
        if (ledger.HoldsHostPlace) _runner.HostRetries.Exit();
        ledger.HoldsBulkhead = ledger.HoldsHostPlace = false;
    }

    private sealed record LateAttempt<T>(AttemptSlot Slot, ValueTask<T> Pending, AsyncGate? Bulkhead, AsyncGate? HostRetries);
}
