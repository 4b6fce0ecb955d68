using System.Buffers;

namespace WorkflowResilience;

/// <summary>Redacts a text that comes line by line, such as a log or a program's output: also a private key that spans many lines.</summary>
/// <remarks>One for each stream, and the lines in their order: it remembers whether the last line stood inside a key. Not thread-safe. Memory does not grow with the text.</remarks>
public sealed class LineRedactor
{
    // The longest key in use, RSA with 16,384 bits, has some 200 lines.
    private const int MaxKeyLines = 400;
    private const int ShortestWrapped = 40;

    private static readonly SearchValues<char> s_base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    // Hashes and digests are as long as the lines of a key.
    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");

    private static readonly SearchValues<char> s_ends = SearchValues.Create("\\\"', \t\r+;");

    private int _keyLines;

    // Where the key stood in its last line, and how long it and what followed it were; a line that is shorter there is the key's last.
    private (int Start, int Length, int After) _last;

    /// <summary>Redacts the next line.</summary>
    /// <param name="line">The line, without its line end.</param>
    /// <returns>The line without its secrets; the same instance when there was none.</returns>
    public string Redact(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (_keyLines > 0 && InsideKey(line) is { } rest) return rest;
        _keyLines = BeginsKey(line) ? MaxKeyLines : 0;
        _last = default;
        return FailureText.Redact(line);
    }

    // A key whose line ends are escaped is in one line, even if it is cut off in it.
    private static bool BeginsKey(string line)
    {
        int begin = line.LastIndexOf("-----BEGIN ", StringComparison.Ordinal);
        return begin >= 0
            && line.IndexOf("PRIVATE KEY", begin, StringComparison.Ordinal) >= 0
            && line.IndexOf("-----END ", begin, StringComparison.Ordinal) < 0
            && !GoesOn(line, line.IndexOf("KEY-----\\", begin, StringComparison.Ordinal));
    }

    // Whether the key itself follows an escaped line end; a log of lines that are texts has such an end before the quote.
    private static bool GoesOn(string line, int header)
    {
        if (header < 0) return false;
        int at = header + "KEY-----".Length;
        while (at + 1 < line.Length && line[at] == '\\') at += line[at + 1] == '\\' ? 1 : 2;
        return at < line.Length && s_base64.Contains(line[at]);
    }

    // Null when the line is no part of a key: then the key was cut off before it.
    private string? InsideKey(string line)
    {
        int end = line.IndexOf("-----END ", StringComparison.Ordinal);
        int begin = line.IndexOf("-----BEGIN ", StringComparison.Ordinal);
        if (begin >= 0 && begin < end) return null;
        if (end >= 0)
        {
            _keyLines = 0;
            int close = line.IndexOf("-----", end + 9, StringComparison.Ordinal);
            return close < 0 ? Marked(line, 0) : "***" + FailureText.Redact(line[(close + 5)..]);
        }

        if (string.IsNullOrWhiteSpace(line) || line.Contains("Proc-Type:", StringComparison.Ordinal) || line.Contains("DEK-Info:", StringComparison.Ordinal)) return Kept(line);

        // A log may put a time or a service's name before each line of a key, and close a text around it.
        (int start, int length) = LongestRun(line);
        int rest = line.Length - start - length;
        bool wrapped = length >= ShortestWrapped && line.AsSpan(start, length).ContainsAnyExcept(s_hex);
        bool alone = start == 0 || string.IsNullOrWhiteSpace(line[..start]);
        bool last = _last.Length > 0 && start == _last.Start && rest == _last.After && length < _last.Length;
        if (length == 0 || !(wrapped || last || (alone && IsEnd(line.AsSpan(start + length))))) return null;
        _last = (start, length, rest);
        Kept(line);
        return FailureText.Redact(line[..start]) + "***" + FailureText.Redact(line[(start + length)..]);
    }

    private static bool IsEnd(ReadOnlySpan<char> rest) => !rest.ContainsAnyExcept(s_ends);

    private static (int Start, int Length) LongestRun(string line)
    {
        (int Start, int Length) longest = default;
        for (int at = 0; at < line.Length;)
        {
            int start = line.AsSpan(at).IndexOfAny(s_base64);
            if (start < 0) break;
            start += at;
            int length = line.AsSpan(start).IndexOfAnyExcept(s_base64);
            if (length < 0) length = line.Length - start;
            if (length > longest.Length) longest = (start, length);
            at = start + length;
        }

        return longest;
    }

    private string Kept(string line)
    {
        _keyLines--;
        return line;
    }

    private static string Marked(string line, int start) => FailureText.Redact(line[..start]) + "***";
}
