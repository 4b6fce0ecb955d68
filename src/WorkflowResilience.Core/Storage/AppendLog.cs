using System.Buffers.Binary;
using System.Numerics;

namespace WorkflowResilience.Storage;

/// <summary>
/// A file that is only written at its end: frames of length, checksum, number and body. A frame that a crash left half written is cut off before anything is written behind it; a
/// damaged one with good ones behind it is refused. Not thread-safe.
/// </summary>
/// <remarks>Frame: length of the body (u32), CRC-32C of number and body (u32), number (u64), body; little-endian. Header: eight letters, version (u32), CRC-32C of both (u32).</remarks>
internal sealed class AppendLog : IDisposable
{
    internal const int HeaderLength = 16;
    internal const int FrameHead = 16;
    internal const int MaxBody = 1 << 26;

    private const uint FormatVersion = 1;

    private readonly string _path;
    private readonly IAppendFile _file;
    private ulong _next;
    private bool _isPoisoned;

    private AppendLog(string path, IAppendFile file, long length, ulong next) => (_path, _file, Length, _next) = (path, file, length, next);

    /// <summary>How long the good part of the file is, in bytes.</summary>
    internal long Length { get; private set; }

    /// <summary>Whether nothing can be written any more, because it is not known what the disk holds.</summary>
    internal bool IsPoisoned => _isPoisoned;

    private static ReadOnlySpan<byte> Magic => "WFRSTORE"u8;

    /// <summary>Makes a log with nothing in it, over whatever is there.</summary>
    internal static AppendLog Create(string path, Func<string, FileMode, IAppendFile> open)
    {
        IAppendFile file = open(path, FileMode.Create);
        Span<byte> header = stackalloc byte[HeaderLength];
        WriteHeader(header);
        file.Write(0, header);
        return new AppendLog(path, file, HeaderLength, 1);
    }

    /// <summary>Opens a log and reads it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="open">Opens files.</param>
    /// <param name="read">Gets each body in order.</param>
    /// <exception cref="InvalidDataException">It is none, is of a newer version, or is damaged; the message says where and what to do.</exception>
    internal static AppendLog Open(string path, Func<string, FileMode, IAppendFile> open, Action<ReadOnlyMemory<byte>> read)
    {
        byte[] bytes = File.ReadAllBytes(path);
        CheckHeader(path, bytes);
        long at = HeaderLength;
        ulong next = 1;
        while (at < bytes.Length && TryFrame(bytes, at, out int length, out ulong number) && number == next)
        {
            read(bytes.AsMemory((int)at + FrameHead, length));
            at += FrameHead + length;
            next++;
        }

        if (at < bytes.Length && FindBehind(bytes, at + 1, next) is { } good)
        {
            throw new InvalidDataException(
                $"The store's file '{path}' is damaged at byte {at}, and there is good data from byte {good} on, so it was not a crash that damaged it. Nothing was changed. " +
                "Bring the file back from a copy, or move it away to begin with an empty store.");
        }

        IAppendFile file = open(path, FileMode.Open);

        // Behind a torn frame nothing that is written later could be found again.
        if (at < bytes.Length) file.Cut(at);
        return new AppendLog(path, file, at, next);
    }

    /// <summary>Writes bodies, each a frame, all with one write; durable when it returns.</summary>
    /// <exception cref="IOException">They could not be written; the log is as it was before, or takes nothing more.</exception>
    internal void Append(IReadOnlyList<byte[]> bodies)
    {
        if (_isPoisoned) throw Poisoned(null);
        long total = 0;
        foreach (byte[] body in bodies) total += FrameHead + body.Length;
        byte[] frames = new byte[total];
        int at = 0;
        ulong number = _next;
        foreach (byte[] body in bodies)
        {
            if (body.Length is 0 or > MaxBody) throw new ArgumentException($"A frame has {body.Length} bytes; it must have from 1 to {MaxBody}.", nameof(bodies));
            Span<byte> frame = frames.AsSpan(at, FrameHead + body.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)body.Length);
            BinaryPrimitives.WriteUInt64LittleEndian(frame[8..], number++);
            body.CopyTo(frame[FrameHead..]);
            BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Crc(frame[8..]));
            at += frame.Length;
        }

        try
        {
            _file.Write(Length, frames);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException or ObjectDisposedException)
        {
            // The limit of a file's size arrives as an argument that is out of range.
            TakeBack(exception);
            throw new IOException($"The store's file '{_path}' could not be written ({FailureText.Of(exception)}). Nothing of it was kept; free some space or mend the disk, and try again.", exception);
        }

        Length += total;
        _next = number;
    }

    public void Dispose() => _file.Dispose();

    // What was written in part is cut off again. When that is not possible, it is not known what the disk holds, and a write behind it could be lost.
    private void TakeBack(Exception cause)
    {
        try
        {
            _file.Cut(Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException or ObjectDisposedException)
        {
            _isPoisoned = true;
            throw Poisoned(cause);
        }
    }

    private IOException Poisoned(Exception? cause) =>
        new($"The store's file '{_path}' takes nothing more: an earlier write failed and could not be taken back, so it is not known what the disk holds. Restart the process; what was acknowledged is kept.", cause);

    private static bool TryFrame(ReadOnlySpan<byte> bytes, long offset, out int length, out ulong number)
    {
        length = 0;
        number = 0;
        if (bytes.Length - offset < FrameHead) return false;
        ReadOnlySpan<byte> frame = bytes[(int)offset..];
        uint body = BinaryPrimitives.ReadUInt32LittleEndian(frame);
        if (body is 0 or > MaxBody || body > frame.Length - FrameHead) return false;
        length = (int)body;
        number = BinaryPrimitives.ReadUInt64LittleEndian(frame[8..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]) == Crc(frame.Slice(8, 8 + length));
    }

    // A good frame behind a bad place. Its number, which is looked at first, is near that of the last good one, so that hardly any checksum is computed in vain.
    private static long? FindBehind(ReadOnlySpan<byte> bytes, long from, ulong next)
    {
        for (long at = from; at <= bytes.Length - FrameHead - 1; at++)
        {
            ulong number = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(int)(at + 8)..]);
            if (number <= next - 1 || number - next > 1 << 20) continue;
            if (TryFrame(bytes, at, out _, out _)) return at;
        }

        return null;
    }

    private static void WriteHeader(Span<byte> header)
    {
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], FormatVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], Crc(header[..12]));
    }

    private static void CheckHeader(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength || !bytes[..8].SequenceEqual(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) != Crc(bytes[..12]))
            throw new InvalidDataException($"The file '{path}' is no store of this library, or its first {HeaderLength} bytes are damaged. Nothing was changed; bring it back from a copy, or move it away.");
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (version != FormatVersion)
            throw new InvalidDataException($"The store's file '{path}' has format {version}; this version of the library reads format {FormatVersion}. Start the newer version, or move the file away.");
    }

    // CRC-32C with the usual first and last inversion.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        while (bytes.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (byte b in bytes) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
