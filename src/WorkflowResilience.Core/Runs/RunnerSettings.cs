using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>What of a runner's options may change while it lives, its policies aside: swapped as one.</summary>
/// <param name="RunLimits">What retries may cost a run that begins now.</param>
/// <param name="DefaultPolicy">The policy of unknown stages; null: they are refused.</param>
/// <param name="MaxConcurrentRetries">Retried delegates that may run at once.</param>
/// <param name="HostRetryWaitTicks">The longest wait of a retry for its place, in timestamp ticks.</param>
/// <param name="LifecycleTicks">The longest time for a call of the lifecycle, in timestamp ticks; <see cref="long.MaxValue"/>: no limit.</param>
/// <param name="Analysis">How failures are looked at.</param>
/// <param name="LogCapacity">Lines that the log of a run that begins now keeps.</param>
internal sealed record RunnerSettings(RunLimits RunLimits, StagePolicy? DefaultPolicy, int MaxConcurrentRetries, long HostRetryWaitTicks, long LifecycleTicks, FailureAnalysis Analysis, int LogCapacity)
{
    internal static RunnerSettings From(WorkflowRunnerOptions options, Clock clock, bool isPassThrough) => new(
        options.RunLimits,
        isPassThrough || options.UnknownStages == UnknownStages.DefaultPolicy ? options.DefaultPolicy : null,
        options.MaxConcurrentRetries,
        clock.Ticks(options.MaxRetryQueueTime),
        options.MaxLifecycleTime == Timeout.InfiniteTimeSpan ? long.MaxValue : clock.Ticks(options.MaxLifecycleTime),
        isPassThrough ? FailureAnalysis.Off : options.Analysis,
        options.LogCapacity);
}
