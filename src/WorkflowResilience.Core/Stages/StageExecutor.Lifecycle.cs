using System.Globalization;
using System.Runtime.CompilerServices;
using WorkflowResilience.Time;

namespace WorkflowResilience;

// A call of the lifecycle runs in an attempt's slot: token, deadline, grace and what comes too late are then those of an attempt.
public sealed partial class StageExecutor
{
    private async ValueTask StartingAsync(StageRuntime runtime, IStageLifecycle lifecycle, WorkflowRun? run, CancellationToken caller)
    {
        AttemptSlot slot = OpenLifecycle(runtime, caller, out long deadline);
        ValueTask pending;
        try
        {
            pending = lifecycle.OnStageStartingAsync(Stage, run, slot.Token);
        }
        catch (Exception e)
        {
            pending = ValueTask.FromException(e);
        }

        await CloseLifecycleAsync(slot, deadline, pending, lifecycle, nameof(IStageLifecycle.OnStageStartingAsync)).ConfigureAwait(false);
    }

    private async ValueTask EndedAsync(StageRuntime runtime, IStageLifecycle lifecycle, WorkflowRun? run, StageReport report)
    {
        AttemptSlot slot = OpenLifecycle(runtime, CancellationToken.None, out long deadline);
        ValueTask pending;
        try
        {
            pending = lifecycle.OnStageEndedAsync(report, run, slot.Token);
        }
        catch (Exception e)
        {
            pending = ValueTask.FromException(e);
        }

        await CloseLifecycleAsync(slot, deadline, pending, lifecycle, nameof(IStageLifecycle.OnStageEndedAsync)).ConfigureAwait(false);
    }

    // The grace ends too, however patient the policy is with its delegates: what is bounded in time must be.
    private AttemptSlot OpenLifecycle(StageRuntime runtime, CancellationToken caller, out long deadline)
    {
        // Read once: a reload may set another.
        long limit = _runner.LifecycleTicks;
        deadline = limit == long.MaxValue ? long.MaxValue : _clock.Now + limit;
        AttemptSlot slot = _runner.Slots.Rent();
        slot.Begin(deadline, Math.Min(runtime.GraceTicks, limit), caller);
        return slot;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask CloseLifecycleAsync(AttemptSlot slot, long deadline, ValueTask pending, IStageLifecycle lifecycle, string call)
    {
        if (pending.IsCompletedSuccessfully)
        {
            pending.GetAwaiter().GetResult();
            EndSlot(slot);
            return;
        }

        ValueTask<Nothing> end = VoidValueTaskCall.Awaited(pending);
        if (!end.IsCompleted && !await slot.Race(end.ConfigureAwait(false).GetAwaiter()))
        {
            _hub.Report(Overrun(deadline, lifecycle, call, null));
            LeaveLifecycle(slot, end);
            return;
        }

        Exception? error = null;
        try
        {
            _ = end.GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            error = e;
        }

        long fired = EndSlot(slot);
        if (error is null) return;
        bool cancelled = fired != 0 && ExceptionChain.IsCancellation(error);
        if (!cancelled) _hub.Report(error);
        else if ((fired & AttemptSlot.TimerFired) != 0) _hub.Report(Overrun(deadline, lifecycle, call, error));
    }

    private void LeaveLifecycle(AttemptSlot slot, ValueTask<Nothing> end) => slot.WhenLate(() =>
    {
        slot.End();
        slot.Reset(AttemptSlot.TimerFired);
        slot.Dispose();
        try
        {
            _ = end.GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            // Its being stopped has been told already.
            if (!ExceptionChain.IsCancellation(e)) _hub.Report(e);
        }
    });

    private TimeoutException Overrun(long deadline, IStageLifecycle lifecycle, string call, Exception? inner)
    {
        string late = _clock.Now >= deadline
            ? string.Create(CultureInfo.InvariantCulture, $"did not end within MaxLifecycleTime ({DurationText.Format(_clock.Span(_runner.LifecycleTicks))})")
            : "did not end when the caller cancelled";
        string what = $"{lifecycle.GetType().Name}.{call} for the stage '{Stage}' {late}; the stage went on without it.";
        return new TimeoutException($"{what} Make it quicker, let it obey its token, or raise MaxLifecycleTime.", inner);
    }
}
