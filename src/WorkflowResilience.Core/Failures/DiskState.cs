namespace WorkflowResilience;

/// <summary>The file system of a directory.</summary>
/// <param name="Path">The directory.</param>
/// <param name="FreeBytes">Bytes that this process may still write.</param>
/// <param name="TotalBytes">Its size in bytes.</param>
/// <param name="FreeInodes">Files that may still be made; null where the file system has no such limit.</param>
/// <param name="TotalInodes">Files there may be; null where the file system has no such limit.</param>
public sealed record DiskState(string Path, long FreeBytes, long TotalBytes, long? FreeInodes, long? TotalInodes);
