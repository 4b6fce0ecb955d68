namespace WorkflowResilience.Analysis;

/// <summary>Memory against the limit that would be met first.</summary>
/// <param name="Used">Bytes in use, without the file pages that can be dropped at once.</param>
/// <param name="Limit">Bytes there may be.</param>
/// <param name="IsContainer">Whether the limit is a control group's.</param>
/// <param name="Kills">How often the control group has killed for want of memory.</param>
internal sealed record MemoryState(long? Used, long? Limit, bool? IsContainer, long? Kills)
{
    // Version 1 writes "no limit" as the largest number of whole pages, whatever the size of a page.
    private const long NoLimit = long.MaxValue / 2;

    internal static MemoryState Of(SystemFiles files, ControlGroups groups)
    {
        ReadOnlySpan<byte> machine = files.Read("/proc/meminfo");
        long? total = ProcText.Number(machine, "MemTotal"u8) * 1024, available = ProcText.Number(machine, "MemAvailable"u8) * 1024;
        MemoryState? tightest = null;
        long? kills = null;
        (ControlGroup? group, bool isFirst) = groups.Memory is { } first ? (first, true) : (groups.Unified, false);
        foreach (string directory in group?.Upwards() ?? [])
        {
            long? killed = ProcText.Number(files.Read(directory + (isFirst ? "/memory.oom_control" : "/memory.events")), "oom_kill"u8);
            kills ??= killed;
            long? limit = ProcText.Number(files.Read(directory + (isFirst ? "/memory.limit_in_bytes" : "/memory.max")));
            if (limit is not { } bytes || bytes >= NoLimit || bytes >= total) continue;
            long? used = ProcText.Number(files.Read(directory + (isFirst ? "/memory.usage_in_bytes" : "/memory.current")));
            long? idle = ProcText.Number(files.Read(directory + "/memory.stat"), isFirst ? "total_inactive_file"u8 : "inactive_file"u8);
            var state = new MemoryState(used is { } u ? Math.Max(0, u - (idle ?? 0)) : null, bytes, true, killed ?? kills);
            if (tightest is null || Room(state) < Room(tightest)) tightest = state;
        }

        return tightest ?? new MemoryState(total - available, total, total is null ? null : false, kills);
    }

    private static long Room(MemoryState state) => state.Limit!.Value - (state.Used ?? 0);
}
