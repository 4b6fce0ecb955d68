using Microsoft.Win32.SafeHandles;

namespace WorkflowResilience.Storage;

/// <summary>A file whose writes go through to the disk: a write and a flush in one, which is faster than both (decision 0014).</summary>
internal sealed class AppendFile : IAppendFile
{
    private readonly SafeFileHandle _handle;

    internal AppendFile(string path, FileMode mode) => _handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read, FileOptions.WriteThrough);

    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_handle, bytes, offset);

    public void Cut(long length)
    {
        RandomAccess.SetLength(_handle, length);
        RandomAccess.FlushToDisk(_handle);
    }

    public void Dispose() => _handle.Dispose();
}
