using System.Buffers;

namespace WorkflowResilience.Analysis;

/// <summary>
/// Recognises that a text is only spoken of where it stands: what a script greps for, what documentation quotes, a count of zero, a member whose value is false. By mechanism;
/// no list of messages.
/// </summary>
internal static class Mentions
{
    // What is longer than this between backticks is an answer that somebody prints, not a phrase that somebody quotes.
    private const int LongestQuote = 80;

    private static readonly SearchValues<byte> s_blank = SearchValues.Create(" \t\"'"u8);

    private static readonly SearchValues<string> s_retries = SearchValues.Create(
        ["retrying", "will retry", "retry in ", "trying again", "retries remaining", "tries remaining", "retries left"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether what was found on a line is only a mention.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where in it what was found begins.</param>
    /// <param name="length">How long it is.</param>
    internal static bool Of(ReadOnlySpan<byte> line, int start, int length) =>
        IsDenied(line[(start + length)..]) || IsZero(line, start) || IsQuoted(line, start, length) || IsSearched(line[..start]);

    /// <summary>Whether a line announces that what failed is tried again.</summary>
    internal static bool AnnouncesRetry(ReadOnlySpan<char> line) => line.IndexOfAny(s_retries) >= 0;

    // OOMKilled:false, "errors": 0, timeout=none
    private static bool IsDenied(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart("\"'`"u8);
        if (rest.IsEmpty || rest[0] is not ((byte)':' or (byte)'=')) return false;
        rest = rest[1..];
        int from = rest.IndexOfAnyExcept(s_blank);
        if (from < 0) return false;
        rest = rest[from..];
        return Begins(rest, "false"u8) || Begins(rest, "0"u8) || IsAll(rest, "none"u8) || IsAll(rest, "null"u8) || IsAll(rest, "no"u8);
    }

    // no, as opposed to: no such file
    private static bool IsAll(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        Begins(text, word) && (text.Length == word.Length || text[word.Length] is (byte)',' or (byte)';' or (byte)'"' or (byte)'\'' or (byte)'}' or (byte)')' or (byte)']');

    private static bool Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        if (text.Length < word.Length) return false;
        for (int i = 0; i < word.Length; i++)
        {
            if ((text[i] | 0x20) != (word[i] | 0x20)) return false;
        }

        return text.Length == word.Length || !(char.IsAsciiLetterOrDigit((char)text[word.Length]) || text[word.Length] is (byte)'.' or (byte)'_');
    }

    // 0 failed, as opposed to 10 failed
    private static bool IsZero(ReadOnlySpan<byte> line, int start)
    {
        if (start < line.Length - 1 && line[start] == '0' && line[start + 1] == ' ' && (start == 0 || !char.IsAsciiLetterOrDigit((char)line[start - 1]) && line[start - 1] is not (byte)'.')) return true;
        return start >= 2 && line[start - 1] == ' ' && line[start - 2] == '0' && (start == 2 || !char.IsAsciiLetterOrDigit((char)line[start - 3]) && line[start - 3] is not ((byte)'.' or (byte)',' or (byte)':'));
    }

    // `connection refused` between backticks on a line of prose.
    private static bool IsQuoted(ReadOnlySpan<byte> line, int start, int length)
    {
        if (line[..start].Count((byte)'`') % 2 == 0) return false;
        int open = line[..start].LastIndexOf((byte)'`'), close = line[(start + length)..].IndexOf((byte)'`');
        return close >= 0 && start - open + length + close <= LongestQuote && !line.Slice(start, length).Contains((byte)'`');
    }

    private static bool IsSearched(ReadOnlySpan<byte> before)
    {
        int grep = before.IndexOf("grep "u8);
        return grep >= 0 && (grep == 0 || before[grep - 1] is (byte)' ' or (byte)'|' or (byte)'e' or (byte)'f' or (byte)'z' or (byte)'(' or (byte)'`');
    }
}
