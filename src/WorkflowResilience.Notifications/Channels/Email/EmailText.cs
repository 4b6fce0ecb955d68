using System.Globalization;
using System.Text;

namespace WorkflowResilience.Notifications;

/// <summary>Texts made fit for a mail: no line ends in headers, no control characters anywhere, nothing cut through the middle of a character.</summary>
internal static class EmailText
{
    /// <summary>One line: control characters, line ends and runs of blanks become one blank, halves of surrogate pairs U+FFFD, and what turns the direction of writing goes.</summary>
    internal static string OneLine(string? text, int maxLength)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var line = new StringBuilder(Math.Min(text.Length, maxLength) + 4);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsOverride(rune)) continue;
            bool blank = Rune.IsControl(rune) || Rune.IsWhiteSpace(rune);
            if (!blank) line.Append(rune);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');

            // A few more than fit, so that the cut below sees that there is more.
            if (line.Length > maxLength + 32) break;
        }

        string clean = line.ToString().TrimEnd(' ');
        return clean.Length <= maxLength ? clean : string.Concat(clean.AsSpan(0, End(clean, maxLength - 1)), "…");
    }

    /// <summary>Lines: every line end becomes a line feed, other control characters but the tab go, halves of surrogate pairs become U+FFFD.</summary>
    internal static string Lines(string? text, int maxLength)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var lines = new StringBuilder(text.Length);
        foreach (Rune rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t') lines.Append(rune);
        string clean = lines.ToString();
        if (clean.Length <= maxLength) return clean;
        int end = End(clean, maxLength);
        return string.Create(CultureInfo.InvariantCulture, $"{clean.AsSpan(0, end)}\n… truncated, {clean.Length - end} more characters");
    }

    // Before the character, with all that is combined with it, and before the marker of a redaction that the limit runs through.
    private static int End(string text, int limit)
    {
        int end = limit;
        while (end > 0 && text[end] == '*' && text[end - 1] == '*') end--;
        for (int tries = 0; end > 0 && tries < 32 && !IsBoundary(text, end); tries++) end--;
        return char.IsLowSurrogate(text[end]) && end > 0 ? end - 1 : end;
    }

    private static bool IsBoundary(string text, int index) =>
        StringInfo.GetNextTextElementLength(text, Before(text, index)) == index - Before(text, index);

    private static int Before(string text, int index) => index > 1 && char.IsLowSurrogate(text[index - 1]) ? index - 2 : index - 1;

    // U+202A to U+202E and U+2066 to U+2069: they let a text show in another order than it has.
    private static bool IsOverride(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
