using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>What of a system's state is tight enough to be named beside a failure.</summary>
internal static class SystemConcerns
{
    private const double Tight = 0.9, Low = 0.05, Stalled = 20;

    private static readonly TimeSpan s_slowPool = TimeSpan.FromMilliseconds(500);
    private static readonly string[] s_units = ["B", "KiB", "MiB", "GiB", "TiB"];

    internal static IEnumerable<string> Of(SystemState state)
    {
        if (state is { MemoryUsed: { } used, MemoryLimit: { } limit } && used >= limit * Tight)
            yield return $"memory: {Bytes(used)} of {Bytes(limit)} in use{(state.MemoryLimitIsContainer == true ? ", the container's limit" : "")}";
        if (state.OutOfMemoryKills is > 0 and { } kills) yield return string.Create(CultureInfo.InvariantCulture, $"memory: the container has killed {kills} {(kills == 1 ? "process" : "processes")} for want of it");
        if (state.MemoryLoad is >= 1) yield return "memory: the garbage collector calls it scarce";
        if (state.Disk is { } disk)
        {
            if (disk.FreeBytes <= disk.TotalBytes * Low) yield return $"disk: {Bytes(disk.FreeBytes)} of {Bytes(disk.TotalBytes)} free at {disk.Path}";
            if (disk is { FreeInodes: { } files, TotalInodes: { } all } && files <= all * Low)
                yield return string.Create(CultureInfo.InvariantCulture, $"disk: {files} of {all} inodes free at {disk.Path}");
        }

        if (state is { Handles: { } open, HandleLimit: { } most } && open >= most * Tight) yield return string.Create(CultureInfo.InvariantCulture, $"handles: {open} of {most} open");
        if (state.ThreadPoolLag is { } lag && lag >= s_slowPool)
            yield return string.Create(CultureInfo.InvariantCulture, $"thread pool: work waits {(state.ThreadPoolLagIsLowerBound ? "at least " : "")}{ReadableDuration.Of(lag)}, {state.ThreadPoolQueue ?? 0} items before it");
        if (Pressure("the processor", state.CpuPressure) is { } cpu) yield return cpu;
        if (Pressure("memory", state.MemoryPressure) is { } memory) yield return memory;
        if (Pressure("input and output", state.IoPressure) is { } io) yield return io;
    }

    private static string? Pressure(string resource, PressureState? pressure) => pressure is not { Some: >= Stalled } ? null
        : string.Create(CultureInfo.InvariantCulture, $"pressure: work stalled for {resource} {pressure.Some:0} % of the last 10 s");

    private static string Bytes(long count)
    {
        double value = count;
        int unit = 0;
        for (; value >= 1024 && unit < s_units.Length - 1; unit++) value /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {s_units[unit]}");
    }
}
