using System.Runtime.CompilerServices;
using WorkflowResilience.Time;

namespace WorkflowResilience;

public sealed partial class StageExecutor
{
    /// <summary>Asks the breaker, makes token and timer live, and calls the delegate.</summary>
    private void Begin<T, TCall>(StageRuntime runtime, TCall call, int number, ref ExecutionLedger ledger, CancellationToken caller, ref Attempt<T> attempt, int hedge = 0)
        where TCall : struct, IStageCall<T>
    {
        long now = _clock.Now;
        attempt = new Attempt<T> { Start = now };
        if (runtime.Breaker is { } breaker && !breaker.TryEnter(now, out attempt.Permit, out attempt.RetryAfterTicks, out attempt.Isolated))
        {
            attempt.Phase = AttemptPhase.Rejected;
            return;
        }

        long deadline = Deadline(runtime, now, ledger.TotalDeadline);
        AttemptSlot slot = OpenSlot(runtime, deadline, caller);
        ResilienceEventKinds started = hedge == 0 ? ResilienceEventKinds.AttemptStarted : ResilienceEventKinds.HedgeStarted;
        if (_hub.Wants(started)) EmitStarted(started, ledger.Run, number, hedge, now);
        try
        {
            ValueTask<T> pending = Call<T, TCall>(runtime, call, new CallInfo(this, ledger.Run, ledger.Occurrence, number, slot.Token));
            attempt = new Attempt<T>(slot, attempt.Permit, now, deadline, pending);
        }
        catch (Exception e)
        {
            attempt = new Attempt<T>(slot, attempt.Permit, now, deadline, e);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ValueTask<T> Call<T, TCall>(StageRuntime runtime, TCall call, in CallInfo info)
        where TCall : struct, IStageCall<T> => runtime.Policy.Offload ? OffloadedCall<T, TCall>.Start(call, info) : call.Invoke(info);

    private static long Deadline(StageRuntime runtime, long now, long totalDeadline) =>
        runtime.AttemptTicks == long.MaxValue ? totalDeadline : Math.Min(now + runtime.AttemptTicks, totalDeadline);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private AttemptSlot OpenSlot(StageRuntime runtime, long deadline, CancellationToken caller)
    {
        AttemptSlot slot = _runner.Slots.Rent();
        slot.Begin(deadline, runtime.GraceTicks, caller);
        return slot;
    }

    /// <summary>Ends the attempt's slot and puts it back if it may serve again.</summary>
    /// <returns>What had fired.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long EndSlot(AttemptSlot slot)
    {
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
