namespace WorkflowResilience;

/// <summary>How long a circuit stays open each time.</summary>
/// <remarks>The draw depends on how often the circuit has closed before and on the opening since then, so that it can be computed again and two outages do not share it.</remarks>
internal sealed class OpenTimes(ulong seed, WorkflowStage stage)
{
    /// <summary>The open time when the schedule's code throws, and until that code has answered: 60 s.</summary>
    internal static readonly TimeSpan Fallback = TimeSpan.FromSeconds(60);

    private readonly ulong _stage = Draw.Number(stage.Name);

    /// <summary>Whether computing a wait calls code of the host, which must not happen under the lock: it may be slow, wait for another thread, or call the breaker.</summary>
    internal static bool CallsHost(BackoffSchedule schedule) => schedule is BackoffSchedule.CustomBackoff;

    /// <summary>The open time.</summary>
    /// <param name="schedule">The policy's schedule.</param>
    /// <param name="closings">How often the circuit has closed before.</param>
    /// <param name="opening">The opening since the last close, from 1.</param>
    /// <param name="previous">The open time before; zero for the first.</param>
    internal TimeSpan Of(BackoffSchedule schedule, ulong closings, int opening, TimeSpan previous) =>
        schedule.Delay(opening, previous, Draw.Unit(seed, closings, _stage, opening, Draw.OpenTime));
}
