using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace WorkflowResilience.Storage;

/// <summary>Makes a file's name durable. .NET opens no folders, and without this a renamed file may have its old name after a power cut.</summary>
internal static partial class DirectorySync
{
    /// <summary>Flushes a folder. Where the system cannot (Windows does not need it), nothing happens.</summary>
    internal static void Flush(string directory)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS()) return;
        int descriptor = Open(directory, 0);
        if (descriptor < 0) return;
        _ = FSync(descriptor);
        _ = Close(descriptor);
    }

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Open(string path, int flags);

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int FSync(int descriptor);

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Close(int descriptor);
}
