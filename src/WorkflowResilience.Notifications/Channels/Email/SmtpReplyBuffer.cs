using System.Text;

namespace WorkflowResilience.Notifications;

/// <summary>Makes replies of bytes as they come. Pure; holds no more than a reply may have.</summary>
internal sealed class SmtpReplyBuffer
{
    // RFC 5321 allows 512 bytes a line; servers that say more are common, ones that say much more are none.
    private const int MaxLine = 4096;
    private const int MaxLines = 128;

    private readonly List<byte> _bytes = [];
    private readonly List<string> _lines = [];
    private int _code;

    /// <summary>Whether nothing waits to be taken.</summary>
    internal bool IsEmpty => _bytes.Count == 0;

    /// <summary>Takes bytes in.</summary>
    internal void Add(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    /// <summary>Forgets what has not been taken: after STARTTLS, what came in the open counts for nothing.</summary>
    internal void Clear()
    {
        _bytes.Clear();
        _lines.Clear();
    }

    /// <summary>Takes the next reply when it is whole.</summary>
    /// <returns>The reply; null when more bytes are needed.</returns>
    /// <exception cref="SmtpFailure">The bytes are no reply.</exception>
    internal SmtpReply? Take()
    {
        while (true)
        {
            int end = _bytes.IndexOf((byte)'\n');
            if ((end < 0 ? _bytes.Count : end) > MaxLine) throw SmtpFailure.Protocol("a line of the reply is too long");
            if (end < 0) return null;
            string line = Encoding.UTF8.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes)[..end]);
            _bytes.RemoveRange(0, end + 1);
            if (Line(line.TrimEnd('\r')) is { } reply) return reply;
        }
    }

    private SmtpReply? Line(string line)
    {
        if (line.Length < 3 || line[0] is < '2' or > '5' || !char.IsAsciiDigit(line[1]) || !char.IsAsciiDigit(line[2]) || (line.Length > 3 && line[3] is not (' ' or '-')))
            throw SmtpFailure.Protocol("what came is no reply of a mail server");
        int code = ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + (line[2] - '0');
        if (_lines.Count > 0 && code != _code) throw SmtpFailure.Protocol("the lines of the reply have different codes");
        if (_lines.Count == MaxLines) throw SmtpFailure.Protocol("the reply has too many lines");
        _code = code;
        _lines.Add(line.Length > 4 ? EmailText.OneLine(line[4..], MaxLine) : "");
        if (line.Length > 3 && line[3] == '-') return null;
        var reply = new SmtpReply(code, [.. _lines]);
        _lines.Clear();
        return reply;
    }
}
