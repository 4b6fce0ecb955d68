namespace WorkflowResilience.Analysis;

/// <summary>Reads the room on the file system of a directory on this machine. One on a network is never asked: it may answer in minutes.</summary>
internal static class DiskReading
{
    internal static DiskState? Of(string directory, bool isLocal)
    {
        if (!isLocal) return null;
        string shown = FailureText.Line(directory, 300);
        if (!LibC.IsKnown) return OfDrive(directory, shown);
        if (LibC.FileSystemOf(directory) is not { } n) return null;
        bool counts = n.Files > 0;
        return new DiskState(shown, Bytes(n.AvailableBlocks, n.FragmentSize), Bytes(n.Blocks, n.FragmentSize), counts ? Bytes(n.AvailableFiles, 1) : null, counts ? Bytes(n.Files, 1) : null);
    }

    /// <summary>Whether a directory lies on this machine, where there is no table of mounts: by the form of its path, because to ask its file system could already hang.</summary>
    internal static bool IsLocalByName(string directory) => OperatingSystem.IsWindows()
        ? !directory.StartsWith(@"\\", StringComparison.Ordinal) && IsLocalDrive(directory)
        : !directory.StartsWith("/Volumes/", StringComparison.Ordinal) && !directory.StartsWith("/net/", StringComparison.Ordinal) && !directory.StartsWith("/Network/", StringComparison.Ordinal);

    // Apart from what Linux does: the assembly of this type can only be loaded while there are handles.
    private static DiskState OfDrive(string directory, string shown)
    {
        var drive = new DriveInfo(directory);
        return new DiskState(shown, drive.AvailableFreeSpace, drive.TotalSize, null, null);
    }

    private static bool IsLocalDrive(string directory) => new DriveInfo(directory).DriveType is DriveType.Fixed or DriveType.Ram or DriveType.Removable;

    private static long Bytes(ulong count, ulong size) => (long)UInt128.Min((UInt128)count * size, long.MaxValue);
}
