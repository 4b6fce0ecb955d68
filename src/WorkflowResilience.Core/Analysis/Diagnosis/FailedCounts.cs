using System.Buffers;
using System.Globalization;

namespace WorkflowResilience.Analysis;

/// <summary>Recognises lines that count something that failed, or that count less of what went well than there is: <c>1 failed, 24 passed</c>, <c># fail 1</c>, <c>3/4 succeeded</c>.</summary>
internal static class FailedCounts
{
    private static readonly SearchValues<string> s_words = SearchValues.Create(["fail", "error"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the line counts at least one failure.</summary>
    internal static bool On(ReadOnlySpan<char> line)
    {
        for (int from = 0; line[from..].IndexOfAny(s_words) is >= 0 and int found;)
        {
            int at = from + found, end = at;
            while (end < line.Length && char.IsAsciiLetter(line[end])) end++;
            if (at == 0 || !char.IsAsciiLetterOrDigit(line[at - 1]))
            {
                // port 8080 failed: why, and 500 error, count nothing.
                bool tellsWhy = end < line.Length && line[end] == ':';
                if ((!tellsWhy && NumberBefore(line, at) is > 0 and not (>= 400 and < 600)) || (end - at != 5 && NumberBehind(line, end) > 0)) return true;
            }

            from = end;
        }

        return false;
    }

    /// <summary>Whether the number in front of a word is less than the total that is named with it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="word">Where the word begins.</param>
    internal static bool IsPart(ReadOnlySpan<char> line, int word)
    {
        if (NumberBefore(line, word) is not { } number) return false;
        int digit = line[..word].TrimEnd(' ').Length;
        while (digit > 0 && char.IsAsciiDigit(line[digit - 1])) digit--;

        // 3/4 succeeded; 2 successful, 3 total
        if (digit > 0 && line[digit - 1] == '/') return NumberBefore(line, digit - 1) is { } done && done < number;
        int total = line[word..].IndexOf(" total", StringComparison.OrdinalIgnoreCase);
        return total > 0 && NumberBefore(line, word + total) > number;
    }

    private static int? NumberBefore(ReadOnlySpan<char> line, int at)
    {
        ReadOnlySpan<char> before = line[..at].TrimEnd(' ');
        int start = before.Length;
        while (start > 0 && char.IsAsciiDigit(before[start - 1])) start--;
        return Read(before[start..]);
    }

    private static int? NumberBehind(ReadOnlySpan<char> line, int at)
    {
        ReadOnlySpan<char> behind = line[at..].TrimStart(" :=");
        int end = 0;
        while (end < behind.Length && char.IsAsciiDigit(behind[end])) end++;
        return Read(behind[..end]);
    }

    private static int? Read(ReadOnlySpan<char> digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
