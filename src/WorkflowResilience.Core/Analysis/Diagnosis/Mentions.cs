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

    private const int LongestName = 16;

    // So much of a text is its end.
    private const int LastWords = 2048;

    private static readonly SearchValues<byte> s_blank = SearchValues.Create(" \t\"'"u8);

    private static readonly SearchValues<string> s_retries = SearchValues.Create(
        ["retrying", "will retry", "retry in ", "trying again", "retries remaining", "tries remaining", "retries left", "falling back to", "defaulting to",
        "using fallback", "will be attempted"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> s_noMore = SearchValues.Create(
        ["giving up", "gave up", "given up", "no more retries", "no more attempts", "no retries left", "out of retries", "retries exhausted", "attempts exhausted"], StringComparison.OrdinalIgnoreCase);

    // What stands in front of a zero that is the name of one among several: worker 0, as opposed to: with 0 errors.
    private static readonly string[] s_numbered =
        ["worker", "rank", "gpu", "device", "node", "shard", "partition", "process", "thread", "task", "replica", "pod", "index", "slot", "core", "cpu", "instance", "attempt", "broker", "channel", "stream"];

    private static readonly byte[][] s_files =
        ["ts"u8.ToArray(), "tsx"u8.ToArray(), "js"u8.ToArray(), "jsx"u8.ToArray(), "py"u8.ToArray(), "cs"u8.ToArray(), "java"u8.ToArray(), "kt"u8.ToArray(), "go"u8.ToArray(), "rs"u8.ToArray(),
        "rb"u8.ToArray(), "php"u8.ToArray(), "cpp"u8.ToArray(), "cc"u8.ToArray(), "class"u8.ToArray(), "md"u8.ToArray(), "html"u8.ToArray(), "json"u8.ToArray(), "yml"u8.ToArray(), "yaml"u8.ToArray()];

    /// <summary>Whether what was found on a line is only a mention.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where in it what was found begins.</param>
    /// <param name="length">How long it is.</param>
    internal static bool Of(ReadOnlySpan<byte> line, int start, int length) =>
        IsDenied(line[(start + length)..]) || IsMeasuredZero(line[(start + length)..]) || IsSet(line, start, length) || IsZero(line, start) || IsQuoted(line, start, length) || IsSearched(line[..start])
        || IsInName(line, start, length);

    /// <summary>Whether a line announces that what failed is tried again, or done another way.</summary>
    internal static bool AnnouncesRetry(ReadOnlySpan<char> line) =>
        line.IndexOfAny(s_retries) is >= 0 and int at && !line[..at].EndsWith("timed out ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the end of a text says that nothing is tried again.</summary>
    internal static bool GivesUp(ReadOnlySpan<char> text) => text[^Math.Min(text.Length, LastWords)..].IndexOfAny(s_noMore) >= 0;

    // OOMKilled:false, "errors": 0, timeout=none
    private static bool IsDenied(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart("\"'`"u8);
        if (rest.IsEmpty || rest[0] is not ((byte)':' or (byte)'=')) return false;
        rest = rest[1..];
        int from = rest.IndexOfAnyExcept(s_blank);
        if (from < 0) return false;
        rest = rest[from..];
        return Begins(rest, "false"u8) || (Begins(rest, "0"u8) && !IsRemainder(rest[1..])) || IsAll(rest, "none"u8) || IsAll(rest, "null"u8) || IsAll(rest, "no"u8);
    }

    // throttled 0.0%
    private static bool IsMeasuredZero(ReadOnlySpan<byte> rest)
    {
        int blank = rest.IndexOf((byte)' ');
        if (blank < 0 || rest[..blank].ContainsAnyExceptInRange((byte)'a', (byte)'z')) return false;
        rest = rest[(blank + 1)..];
        int end = rest.IndexOfAnyExcept((byte)'0', (byte)'.');
        return end > 0 && rest[0] == '0' && rest[end] == '%';
    }

    // connectTimeout=5000: the name of a setting, as opposed to: errors=3.
    private static bool IsSet(ReadOnlySpan<byte> line, int start, int length)
    {
        ReadOnlySpan<byte> rest = line[(start + length)..];
        if (rest.Length < 2 || rest[0] != '=' || !char.IsAsciiDigit((char)rest[1])) return false;
        bool named = false;
        for (int i = start; i < start + length; i++)
        {
            if (!char.IsAsciiLetter((char)line[i])) return false;
            named |= i > start && char.IsAsciiLetterUpper((char)line[i]);
        }

        return named;
    }

    // quota exceeded: 0 bytes left
    private static bool IsRemainder(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest[0] != ' ') return false;
        int end = rest.IndexOfAny((byte)',', (byte)';', (byte)':');
        if (end >= 0) rest = rest[..end];
        return rest.IndexOf(" remaining"u8) >= 0 || rest.IndexOf(" left"u8) >= 0 || rest.IndexOf(" available"u8) >= 0 || rest.IndexOf(" free"u8) >= 0;
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
        if (start >= 2 && IsNumbered(line[..(start - 2)])) return false;
        return start >= 2 && line[start - 1] == ' ' && line[start - 2] == '0' && (start == 2 || !char.IsAsciiLetterOrDigit((char)line[start - 3]) && line[start - 3] is not ((byte)'.' or (byte)',' or (byte)':'));
    }

    private static bool IsNumbered(ReadOnlySpan<byte> before)
    {
        if (before.IsEmpty || before[^1] != ' ') return false;
        ReadOnlySpan<byte> word = before[(before[..^1].LastIndexOf((byte)' ') + 1)..^1];
        Span<char> letters = stackalloc char[LongestName];
        if (word.Length > LongestName || !System.Text.Ascii.IsValid(word)) return false;
        for (int i = 0; i < word.Length; i++) letters[i] = (char)word[i];
        foreach (string name in s_numbered)
        {
            if (letters[..word.Length].EndsWith(name, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    // `connection refused` between backticks on a line of prose.
    private static bool IsQuoted(ReadOnlySpan<byte> line, int start, int length)
    {
        if (line[..start].Count((byte)'`') % 2 == 0) return false;
        int open = line[..start].LastIndexOf((byte)'`'), close = line[(start + length)..].IndexOf((byte)'`');
        return close >= 0 && start - open + length + close <= LongestQuote && !line.Slice(start, length).Contains((byte)'`');
    }

    // testTooManyRequests, TooManyRequestsTest, test_rate_limited, TooManyRequests.ts: a part of what somebody called a test or a file.
    private static bool IsInName(ReadOnlySpan<byte> line, int start, int length)
    {
        ReadOnlySpan<byte> found = line.Slice(start, length);
        foreach (byte value in found)
        {
            if (!IsOfName(value)) return false;
        }

        int from = start, to = start + length;
        while (from > 0 && IsOfName(line[from - 1])) from--;
        while (to < line.Length && IsOfName(line[to])) to++;
        return NamesTest(line[from..start], leads: true) || NamesTest(line[(start + length)..to], leads: false) || IsSourceFile(line[to..]);
    }

    // Words of a name begin with a capital or stand between underscores: latest and contest name no test.
    private static bool NamesTest(ReadOnlySpan<byte> part, bool leads)
    {
        for (int rest = part.Length; rest >= 4; rest--)
        {
            int at = part.Length - rest;
            bool upper = part[at] == 'T';
            if (!upper && part[at] != 't' || !part.Slice(at + 1, 3).SequenceEqual("est"u8)) continue;
            bool begins = upper || (at == 0 ? leads : part[at - 1] == '_');
            bool ends = rest == 4 || part[at + 4] is (byte)'_' or (byte)'s' || char.IsAsciiLetterUpper((char)part[at + 4]) || char.IsAsciiDigit((char)part[at + 4]);
            if (begins && ends) return true;
        }

        return false;
    }

    private static bool IsSourceFile(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest[0] != '.') return false;
        int end = 1;
        while (end < rest.Length && IsOfName(rest[end])) end++;
        if (end < rest.Length && rest[end] == '.') return false;
        foreach (byte[] extension in s_files)
        {
            if (end - 1 == extension.Length && Begins(rest[1..end], extension)) return true;
        }

        return false;
    }

    private static bool IsOfName(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == '_';

    private static bool IsSearched(ReadOnlySpan<byte> before)
    {
        int grep = before.IndexOf("grep "u8);
        return grep >= 0 && (grep == 0 || before[grep - 1] is (byte)' ' or (byte)'|' or (byte)'e' or (byte)'f' or (byte)'z' or (byte)'(' or (byte)'`');
    }
}
