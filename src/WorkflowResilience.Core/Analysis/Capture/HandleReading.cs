using System.Diagnostics;

namespace WorkflowResilience.Analysis;

/// <summary>Counts the open handles of the process.</summary>
internal static class HandleReading
{
    /// <summary>The largest table of handles that is counted, a system call for each place. The count of a larger one is absent.</summary>
    internal const int MaxTable = 131_072;

    /// <summary>How many handles are open; null when it is not known.</summary>
    /// <param name="files">The files, in the course of being read.</param>
    /// <param name="limit">How many may be open.</param>
    internal static int? Count(SystemFiles files, long? limit)
    {
        if (OperatingSystem.IsWindows()) return CountOnWindows();
        if (!LibC.IsKnown || !files.IsReal) return null;

        // A refusal for want of handles means that every number below the limit is taken; counting would miss the reserve that was given up.
        if (files.IsOutOfHandles) return limit is { } all ? (int)Math.Min(all, int.MaxValue) : null;
        if (ProcText.Number(files.Read("/proc/self/status"), "FDSize"u8) is not { } size) return files.IsOutOfHandles ? Count(files, limit) : null;
        if (size > MaxTable) return null;
        int open = 0;
        for (int handle = 0; handle < size; handle++) open += LibC.IsOpen(handle) ? 1 : 0;
        return open;
    }

    // Apart, because the assembly of this type can only be loaded while there are handles, and elsewhere it is not needed.
    private static int CountOnWindows()
    {
        using var process = Process.GetCurrentProcess();
        return process.HandleCount;
    }
}
