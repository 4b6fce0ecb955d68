using Microsoft.Win32.SafeHandles;

namespace WorkflowResilience.Analysis;

/// <summary>
/// One handle of the process, kept to be given up when there are no others. Handles are the process's, so one is enough for all runners: one for each would use up what it is meant to save.
/// Thread-safe.
/// </summary>
internal static class HandleReserve
{
    private static SafeFileHandle? s_handle;

    /// <summary>Opens the reserve, unless there is one.</summary>
    /// <param name="open">Opens a handle; null when none is to be had.</param>
    internal static void Hold(Func<SafeFileHandle?> open)
    {
        if (Volatile.Read(ref s_handle) is null && open() is { } handle && Interlocked.CompareExchange(ref s_handle, handle, null) is not null) handle.Dispose();
    }

    /// <summary>Closes the reserve; false when there is none.</summary>
    internal static bool GiveUp()
    {
        SafeFileHandle? handle = Interlocked.Exchange(ref s_handle, null);
        handle?.Dispose();
        return handle is not null;
    }
}
