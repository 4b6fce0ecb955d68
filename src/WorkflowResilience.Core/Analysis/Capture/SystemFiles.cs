using Microsoft.Win32.SafeHandles;

namespace WorkflowResilience.Analysis;

/// <summary>
/// Reads the small files in which Linux tells of itself. When the process has used up its handles, which is when the numbers are wanted most, the <see cref="HandleReserve"/> is given up for as long as
/// they are read. Not thread-safe.
/// </summary>
/// <param name="root">What is put before every path: nothing, or the directory of a recorded system.</param>
internal sealed class SystemFiles(string root)
{
    /// <summary>The largest file that is read whole; of a larger one nothing is: half a table of mounts misleads.</summary>
    internal const int MaxFile = 262_144;

    private const int FirstBuffer = 8_192, TooManyOpenFiles = 24;

    private byte[] _buffer = [];

    /// <summary>Whether this is the system that the process runs on.</summary>
    internal bool IsReal => root.Length == 0;

    /// <summary>Whether, since <see cref="Begin"/>, the process had no handle left to open a file with.</summary>
    internal bool IsOutOfHandles { get; private set; }

    /// <summary>Has a handle in reserve, as far as one is to be had.</summary>
    internal void Begin()
    {
        IsOutOfHandles = false;
        if (IsReal && OperatingSystem.IsLinux()) HandleReserve.Hold(() => Open("/dev/null"));
    }

    /// <summary>Takes back the reserve that was given up.</summary>
    internal void End()
    {
        bool wasOut = IsOutOfHandles;
        Begin();
        IsOutOfHandles = wasOut;
    }

    internal bool Exists(string path) => File.Exists(root + path);

    internal bool HasDirectory(string path) => Directory.Exists(root + path);

    /// <summary>The contents of a file, valid until the next is read; empty when there is none, it cannot be read or it is too large.</summary>
    internal ReadOnlySpan<byte> Read(string path)
    {
        // Asked first, because an exception for each of the files that this kernel does not have would be dear.
        if (!Exists(path)) return [];
        using SafeFileHandle? file = Open(root + path) ?? (IsOutOfHandles && HandleReserve.GiveUp() ? Open(root + path) : null);
        if (file is null) return [];
        if (_buffer.Length == 0) _buffer = new byte[FirstBuffer];
        try
        {
            for (int length = 0; ;)
            {
                int read = RandomAccess.Read(file, _buffer.AsSpan(length), length);
                length += read;
                if (read == 0) return _buffer.AsSpan(0, length);
                if (length < _buffer.Length) continue;
                if (length >= MaxFile) return [];
                Array.Resize(ref _buffer, length * 2);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return [];
        }
    }

    private SafeFileHandle? Open(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (IOException e)
        {
            IsOutOfHandles |= e.HResult == TooManyOpenFiles;
            return null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }
}
