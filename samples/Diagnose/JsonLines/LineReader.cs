namespace Diagnose.JsonLines;

/// <summary>Reads lines of bytes from a stream, in memory that the longest line allowed bounds.</summary>
internal sealed class LineReader(Stream stream, int longest)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _searched;
    private int _end;
    private bool _ended;
    private bool _tooLong;

    /// <param name="stream">The stream.</param>
    /// <param name="longest">How many bytes of a line are read at most.</param>
    /// <param name="beginning">What was read of the stream before.</param>
    internal LineReader(Stream stream, int longest, ReadOnlySpan<byte> beginning)
        : this(stream, longest)
    {
        beginning.CopyTo(_buffer);
        _end = beginning.Length;
    }

    /// <summary>Whether a line feed ended the line that was read last.</summary>
    internal bool LastIsWhole { get; private set; }

    /// <summary>The next line, without its end; empty and <paramref name="tooLong"/> when it was longer than allowed.</summary>
    /// <returns>False when there is none.</returns>
    internal bool TryRead(out byte[] line, out bool tooLong)
    {
        while (true)
        {
            int feed = _buffer.AsSpan(_searched.._end).IndexOf((byte)'\n');
            if (feed >= 0 || _ended)
            {
                LastIsWhole = feed >= 0;
                int end = feed >= 0 ? _searched + feed : _end;
                bool found = feed >= 0 || end > _start || _tooLong;
                tooLong = _tooLong || end - _start > longest;
                line = tooLong ? [] : _buffer[_start..end];
                _start = _searched = Math.Min(end + 1, _end);
                _tooLong = false;
                return found;
            }

            _searched = _end;
            if (_end - _start > longest)
            {
                _tooLong = true;
                _start = _searched = _end = 0;
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _searched, _end) = (0, _searched - _start, _end - _start);
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }
}
