using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>The control groups that the process is in, as directories: its own and those above it, as far as they are mounted.</summary>
/// <param name="Unified">The group of version 2; null when there is none.</param>
/// <param name="Memory">The memory group of version 1; null when memory is not governed by one.</param>
internal sealed record ControlGroups(ControlGroup? Unified, ControlGroup? Memory)
{
    internal static ControlGroups Of(SystemFiles files, Mounts mounts)
    {
        string? unified = null, memory = null;
        ReadOnlySpan<byte> text = files.Read("/proc/self/cgroup");
        while (!text.IsEmpty)
        {
            // 4:memory:/path of version 1, 0::/path of version 2.
            ReadOnlySpan<byte> line = ProcText.Take(ref text, (byte)'\n');
            ReadOnlySpan<byte> number = ProcText.Take(ref line, (byte)':'), controllers = ProcText.Take(ref line, (byte)':');
            if (line.IsEmpty || line[0] != '/') continue;
            if (controllers.IsEmpty && number.SequenceEqual("0"u8)) unified = Encoding.UTF8.GetString(line);
            while (!controllers.IsEmpty)
            {
                if (ProcText.Take(ref controllers, (byte)',').SequenceEqual("memory"u8)) memory = Encoding.UTF8.GetString(line);
            }
        }

        return new ControlGroups(ControlGroup.At(files, mounts.Unified, unified), ControlGroup.At(files, mounts.Memory, memory));
    }
}
