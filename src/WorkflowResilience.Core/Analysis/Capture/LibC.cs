using System.Runtime.InteropServices;

namespace WorkflowResilience.Analysis;

/// <summary>What the system's C library knows and the base class library does not tell. Layouts are those of 64-bit Linux, the same in glibc and musl; nothing here needs a handle.</summary>
internal static partial class LibC
{
    private const int OpenFiles = 7, GetFlags = 1;

    /// <summary>Whether the layouts hold here.</summary>
    internal static bool IsKnown => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>Has everything loaded that these calls need. An empty path is refused before anything is touched.</summary>
    internal static void Prepare() => FileSystemOf("");

    /// <summary>A file system's numbers; null when the system refuses them.</summary>
    internal static FileSystemNumbers? FileSystemOf(string directory) => GetFileSystem(directory, out FileSystemNumbers numbers) == 0 ? numbers : null;

    /// <summary>How many handles the process may have open; null when there is no limit or the system does not tell.</summary>
    internal static long? HandleLimit() => GetLimit(OpenFiles, out Limits limits) == 0 && limits.Soft <= long.MaxValue ? (long)limits.Soft : null;

    /// <summary>Whether a number is that of an open handle. Looks at the process's own table alone: what lies behind the handle is not touched.</summary>
    internal static bool IsOpen(int handle) => Control(handle, GetFlags) >= 0;

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "statvfs", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetFileSystem(string path, out FileSystemNumbers numbers);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limits limits);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int handle, int command);

    /// <summary>The beginning of <c>struct statvfs</c>, and more room than any libc takes for the rest.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    internal struct FileSystemNumbers
    {
        internal ulong BlockSize, FragmentSize, Blocks, FreeBlocks, AvailableBlocks, Files, FreeFiles, AvailableFiles;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Limits
    {
        internal ulong Soft, Hard;
    }
}
