using System.Runtime.CompilerServices;
using WorkflowResilience.Time;

namespace WorkflowResilience;

public sealed partial class StageExecutor
{
    /// <summary>What a first attempt must get past before its delegate may be called.</summary>
    private static async ValueTask<StageReason> EnterAsync(StageRuntime runtime, long deadline, CancellationToken caller)
    {
        if (caller.IsCancellationRequested) return StageReason.Cancelled;
        if (runtime.Bulkhead is not { } bulkhead) return StageReason.None;
        return await bulkhead.EnterAsync(deadline, caller).ConfigureAwait(false) switch
        {
            GateEntry.Entered => StageReason.None,
            GateEntry.Cancelled => StageReason.Cancelled,
            GateEntry.TimedOut => StageReason.TotalTimeout,
            _ => StageReason.BulkheadFull,
        };
    }

    /// <summary>Whether the target accepts so few calls that this one is turned away.</summary>
    private bool IsThrottled(StageRuntime runtime, ref ExecutionLedger ledger, int attempt) => runtime.Throttle is { } throttle
        && !throttle.TryEnter(_clock.Now, Draw.Unit(_runner.Seed, Number(ref ledger), _stageNumber, attempt, Draw.Throttle), out ledger.ThrottleProbability);

    /// <summary>Waits, and gets a retry past the host's limit and the bulkhead. Holds both places when it returns <see cref="StageReason.None"/>, otherwise neither.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<StageReason> AdmitRetryAsync(StageRuntime runtime, WorkflowRun? run, TimeSpan wait, long totalDeadline, CancellationToken caller)
    {
        if (!await _clock.DelayAsync(wait, caller).ConfigureAwait(false)) return StageReason.Cancelled;

        // Without a total timeout there is still an end to it: retries nested in retries could otherwise wait for one another for ever.
        long latest = Math.Min(totalDeadline == long.MaxValue ? long.MaxValue : totalDeadline - runtime.MinimumAttemptTicks, _clock.Now + _runner.HostRetryWaitTicks);
        switch (await _runner.HostRetries.EnterAsync(latest, caller).ConfigureAwait(false))
        {
            case GateEntry.Cancelled: return StageReason.Cancelled;
            case GateEntry.TimedOut or GateEntry.QueueFull: return StageReason.HostRetryLimit;
        }

        // It holds one of the host's places meanwhile, so this wait has the same end: an attempt that was abandoned and never ends must not stop every retry.
        StageReason obstacle = await EnterAsync(runtime, latest, caller).ConfigureAwait(false);
        if (obstacle != StageReason.None)
        {
            _runner.HostRetries.Exit();
            return obstacle == StageReason.TotalTimeout && _clock.Now < totalDeadline ? StageReason.BulkheadFull : obstacle;
        }

        // Time has passed in the lines, so what was checked before the wait is checked again.
        long now = _clock.Now;
        obstacle = totalDeadline != long.MaxValue && totalDeadline - now <= Math.Max(0, runtime.MinimumAttemptTicks - 1) ? StageReason.DeadlineTooClose
            : run is not null && run.IsTooLate(now) ? StageReason.RunTimeLimit
            : StageReason.None;
        if (obstacle == StageReason.None) return StageReason.None;
        runtime.Bulkhead?.Exit();
        _runner.HostRetries.Exit();
        return obstacle;
    }
}
