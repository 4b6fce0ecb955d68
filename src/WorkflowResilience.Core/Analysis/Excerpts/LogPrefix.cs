namespace WorkflowResilience.Analysis;

/// <summary>What a collector put before a line: when, and which container. What says how bad it is stays: <see cref="LineLevel"/> reads that.</summary>
internal static class LogPrefix
{
    private const int MaxPrefixes = 4;
    private const int LongestName = 64;

    /// <summary>How many characters of the line's start are such prefixes. The indentation behind them is the program's own.</summary>
    internal static int Length(ReadOnlySpan<char> line)
    {
        int total = 0;
        for (int i = 0; i < MaxPrefixes; i++)
        {
            int length = One(line[total..]);
            if (length == 0) return total;
            total += length;
        }

        return total;
    }

    private static int One(ReadOnlySpan<char> line)
    {
        int blank = 0;
        while (blank < line.Length && line[blank] is ' ' or '\t') blank++;
        ReadOnlySpan<char> text = line[blank..];
        if (text.IsEmpty) return 0;
        int length = text[0] == '[' ? Bracketed(text) : char.IsAsciiDigit(text[0]) ? Time(text) : Named(text, atStart: blank == 0);
        return length == 0 ? 0 : blank + length;
    }

    // A time, and one space behind it.
    private static int Time(ReadOnlySpan<char> text)
    {
        int length = Timestamps.Length(text);
        if (length == 0) length = Timestamps.EpochLength(text);
        if (length == 0 || length == text.Length) return length;
        return text[length] switch
        {
            ' ' or '\t' => length + 1,
            '|' or ']' => length + 1,
            ':' when length + 1 < text.Length && text[length + 1] == ' ' => length + 2,
            _ => 0,
        };
    }

    // [2026-01-02T03:04:05Z], [   12.345678] of a kernel, [pod/web-1/app] of kubectl.
    private static int Bracketed(ReadOnlySpan<char> text)
    {
        int close = text[..Math.Min(text.Length, LongestName * 2)].IndexOf(']');
        if (close < 2) return 0;
        ReadOnlySpan<char> inside = text[1..close].Trim(' ');
        bool known = inside.StartsWith("pod/", StringComparison.Ordinal) || Timestamps.Length(inside) is > 0 and int time && time == inside.Length
            || Timestamps.EpochLength(inside) == inside.Length || IsUptime(inside);
        if (!known) return 0;
        return close + 1 < text.Length && text[close + 1] == ' ' ? close + 2 : close + 1;
    }

    private static bool IsUptime(ReadOnlySpan<char> text)
    {
        int dot = text.IndexOf('.');
        return dot > 0 && text.Length - dot == 7 && !text[..dot].ContainsAnyExceptInRange('0', '9') && !text[(dot + 1)..].ContainsAnyExceptInRange('0', '9');
    }

    // Jan  2 03:04:05; web-1  | as docker compose writes it: a name that ends in a number, at the line's start, and a bar.
    private static int Named(ReadOnlySpan<char> text, bool atStart)
    {
        int time = Time(text);
        if (time > 0 || !atStart) return time;
        int i = 0;
        while (i < text.Length && i < LongestName && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '-' or '_' or '.')) i++;
        if (i < 3 || !char.IsAsciiDigit(text[i - 1]) || !EndsWithNumber(text[..i])) return 0;
        int bar = i;
        while (bar < text.Length && text[bar] == ' ') bar++;
        if (bar == i || bar >= text.Length || text[bar] != '|') return 0;
        return bar + 1 < text.Length && text[bar + 1] == ' ' ? bar + 2 : bar + 1;
    }

    private static bool EndsWithNumber(ReadOnlySpan<char> name)
    {
        int i = name.Length;
        while (i > 0 && char.IsAsciiDigit(name[i - 1])) i--;
        return i > 1 && name[i - 1] is '-' or '_';
    }
}
