using System.Buffers;
using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>Finds the id of the container that the process runs in: 64 hexadecimal digits, as Docker, containerd, CRI-O and Podman write them.</summary>
internal static class ContainerId
{
    private const int Length = 64;

    private static readonly SearchValues<byte> s_digits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>From the control groups' names, or, where those are hidden from the container, from the files that its engine mounts into it.</summary>
    internal static string? Of(SystemFiles files) => InGroups(files.Read("/proc/self/cgroup")) ?? InMounts(files.Read("/proc/self/mountinfo"));

    // /docker/ID, /kubepods/…/ID, …/docker-ID.scope, …:cri-containerd:ID. The last of a line is the innermost.
    private static string? InGroups(ReadOnlySpan<byte> groups)
    {
        while (!groups.IsEmpty)
        {
            ReadOnlySpan<byte> line = ProcText.Take(ref groups, (byte)'\n');
            for (int end = line.Length; end >= Length; end--)
            {
                if ((end == line.Length || line[end] is (byte)'.' or (byte)'/') && IsId(line[(end - Length)..end]) && (end == Length || line[end - Length - 1] is (byte)'/' or (byte)'-' or (byte)':'))
                    return Encoding.ASCII.GetString(line[(end - Length)..end]);
            }
        }

        return null;
    }

    // Only of what is mounted on these files: on a machine that runs containers its other mounts name all of them. A sandbox's id is the pod's, not the container's.
    private static string? InMounts(ReadOnlySpan<byte> mounts)
    {
        while (MountLine.Next(ref mounts, out MountLine mount))
        {
            if (mount.Point is not ("/etc/hostname" or "/etc/hosts" or "/etc/resolv.conf")) continue;
            string root = mount.Root;
            int at = root.LastIndexOf("containers/", StringComparison.Ordinal) + "containers/".Length;
            if (at < "containers/".Length || root.Length < at + Length || !IsId(Encoding.UTF8.GetBytes(root.Substring(at, Length)))) continue;
            return root.Substring(at, Length);
        }

        return null;
    }

    private static bool IsId(ReadOnlySpan<byte> text) => text.Length == Length && !text.ContainsAnyExcept(s_digits);
}
