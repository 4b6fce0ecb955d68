using WorkflowResilience.Storage;

namespace WorkflowResilience.Tests.Storage;

/// <summary>A file on a disk that fails when it is told to.</summary>
internal sealed class FaultyFile(string path, FileMode mode, FaultyDisk disk) : IAppendFile
{
    private readonly AppendFile _file = new(path, mode);

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (disk.BytesLeft is { } left && left < bytes.Length)
        {
            _file.Write(offset, bytes[..(int)left]);
            throw new IOException("No space left on device");
        }

        _file.Write(offset, bytes);
    }

    public void Cut(long length)
    {
        if (disk.CutFails) throw new IOException("Input/output error");
        _file.Cut(length);
    }

    public void Dispose() => _file.Dispose();
}
