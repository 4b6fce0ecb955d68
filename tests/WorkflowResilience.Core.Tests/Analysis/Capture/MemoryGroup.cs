using System.Globalization;

namespace WorkflowResilience.Tests.Analysis.Capture;

/// <summary>
/// A real control group with a memory limit, made below the one that the tests run in, or beside it where that may have no groups below: nothing of what it lies in is changed. It is removed again.
/// </summary>
internal sealed class MemoryGroup : IDisposable
{
    private readonly string _directory;
    private readonly string _limit;

    private MemoryGroup(string directory, string limit)
    {
        _directory = directory;
        _limit = limit;
    }

    /// <summary>What the group has in use, file pages included.</summary>
    internal long Usage => Number(_limit == "memory.max" ? "memory.current" : "memory.usage_in_bytes");

    internal long Limit => Number(_limit);

    /// <summary>Makes one; null when this machine does not permit it, with the reason.</summary>
    internal static MemoryGroup? Make(long bytes, out string reason)
    {
        string[] groups = File.Exists("/proc/self/cgroup") ? File.ReadAllLines("/proc/self/cgroup") : [];
        string? first = groups.FirstOrDefault(g => g.Split(':')[1].Split(',').Contains("memory")), second = groups.FirstOrDefault(g => g.StartsWith("0::", StringComparison.Ordinal));
        (string? own, string top, string limit) = first is not null ? (first, "/sys/fs/cgroup/memory", "memory.limit_in_bytes") : (second, "/sys/fs/cgroup", "memory.max");
        reason = "there are no control groups";
        if (own is null) return null;
        string directory = (top + own[(own.LastIndexOf(':') + 1)..]).TrimEnd('/');
        foreach (string above in (string[])[directory, Path.GetDirectoryName(directory)!])
        {
            if (!above.StartsWith(top, StringComparison.Ordinal)) continue;
            var group = new MemoryGroup(Path.Combine(above, $"wf-capture-{Environment.ProcessId}-{Guid.NewGuid():N}"), limit);
            try
            {
                Directory.CreateDirectory(group._directory);
                File.WriteAllText(Path.Combine(group._directory, limit), bytes.ToString(CultureInfo.InvariantCulture));
                return group;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                reason = $"a control group with a memory limit cannot be made in {above}: {e.Message}";
                group.Dispose();
            }
        }

        return null;
    }

    /// <summary>The words of a shell that enter the group and become a program.</summary>
    internal string Enter(string program) => $"echo $$ > '{_directory}/cgroup.procs' && exec {program}";

    // The kernel may keep a group for a moment after its last process has ended.
    public void Dispose() => SpinWait.SpinUntil(IsGone, TimeSpan.FromSeconds(5));

    private bool IsGone()
    {
        try
        {
            if (Directory.Exists(_directory)) Directory.Delete(_directory);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private long Number(string file) => long.Parse(File.ReadAllText(Path.Combine(_directory, file)), CultureInfo.InvariantCulture);
}
