using System.Diagnostics;

namespace WorkflowResilience.Tests.Support;

/// <summary>What the system knows of a process by its number.</summary>
internal static class Pid
{
    /// <summary>Waits for the process to be dead; one that nobody has buried yet is dead.</summary>
    internal static bool Dies(int pid) => SpinWait.SpinUntil(() => !Lives(pid), TimeSpan.FromSeconds(20));

    internal static bool Lives(int pid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Ends a process that a test left alive, if it still is the one: numbers are given out again.</summary>
    internal static void End(int pid, string program)
    {
        try
        {
            using Process process = Process.GetProcessById(pid);
            if (string.Equals(process.ProcessName, program, StringComparison.Ordinal)) process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
        }
    }
}
