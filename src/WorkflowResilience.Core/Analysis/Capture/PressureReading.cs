using System.Buffers.Text;

namespace WorkflowResilience.Analysis;

/// <summary>Reads pressure stall information: the control group's where there is one, otherwise the machine's.</summary>
internal static class PressureReading
{
    /// <param name="files">The files.</param>
    /// <param name="groups">The process's groups.</param>
    /// <param name="resource">Which: cpu, memory or io.</param>
    internal static PressureState? Of(SystemFiles files, ControlGroups groups, string resource)
    {
        // Only a group below the top of the hierarchy has a type; what the top tells is the machine's.
        if (groups.Unified is { } group && files.Exists(group.Directory + "/cgroup.type") && Parse(files.Read($"{group.Directory}/{resource}.pressure")) is { } own)
            return own with { IsContainer = true };
        PressureState? machine = Parse(files.Read("/proc/pressure/" + resource));

        // All of a machine never waits for the processor; the kernel writes a zero there that means nothing.
        return resource is "cpu" && machine is not null ? machine with { Full = null } : machine;
    }

    private static PressureState? Parse(ReadOnlySpan<byte> text)
    {
        double? some = null, full = null;
        while (!text.IsEmpty)
        {
            ReadOnlySpan<byte> line = ProcText.Take(ref text, (byte)'\n'), name = ProcText.Take(ref line, (byte)' '), average = ProcText.Take(ref line, (byte)' ');
            if (!average.StartsWith("avg10="u8) || !Utf8Parser.TryParse(average[6..], out double percent, out int read) || read != average.Length - 6 || percent is not (>= 0 and <= 100)) continue;
            if (name.SequenceEqual("some"u8)) some = percent;
            else if (name.SequenceEqual("full"u8)) full = percent;
        }

        return some is { } s ? new PressureState(s, full, IsContainer: false) : null;
    }
}
