using System.Runtime;

namespace WorkflowResilience.Analysis;

/// <summary>
/// Until when a look at a failure may take. Asked between parts of the work; nothing is interrupted. The time in which the runtime compiles the code does not count: it is spent once, and a process that
/// fails once and ends would otherwise never tell what was around its failure.
/// </summary>
/// <param name="Time">The clock.</param>
/// <param name="Deadline">The timestamp at which no part is begun any more.</param>
/// <param name="CompiledBefore">How long this thread had compiled when the look began; null when compiling takes no time of this clock.</param>
internal readonly record struct CaptureBudget(TimeProvider Time, long Deadline, TimeSpan? CompiledBefore = null)
{
    internal bool IsOver => Time.GetTimestamp() - Compiling >= Deadline;

    private long Compiling => CompiledBefore is { } before
        ? (long)((JitInfo.GetCompilationTime(currentThread: true) - before).TotalSeconds * Time.TimestampFrequency)
        : 0;

    /// <summary>A budget that begins now.</summary>
    /// <param name="time">The clock; virtual time does not pass while code is compiled.</param>
    /// <param name="ticks">How much time there is, in timestamp ticks.</param>
    internal static CaptureBudget Of(TimeProvider time, long ticks) =>
        new(time, time.GetTimestamp() + ticks, time == TimeProvider.System ? JitInfo.GetCompilationTime(currentThread: true) : null);
}
