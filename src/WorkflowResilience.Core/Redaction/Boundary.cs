namespace WorkflowResilience.Redaction;

/// <summary>Whether a word begins at a place. The end of an escape sequence, as in <c>\nword</c>, <c>%20word</c>, <c>\u0022word</c> or that of a colour, is no part of the word.</summary>
internal static class Boundary
{
    internal static bool IsBefore(ReadOnlySpan<char> text, int at) => at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]) || EscapeBefore(text, at) > 0;

    /// <summary>The same, and no hyphen, dot or slash joins it to something before it.</summary>
    internal static bool IsStrictlyBefore(ReadOnlySpan<char> text, int at) =>
        at == 0 || !(char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] is '-' or '_' or '.' or '/' or '+' or '\\') || EscapeBefore(text, at) > 0;

    /// <summary>How many letters and digits before a place belong to an escape sequence.</summary>
    internal static int EscapeBefore(ReadOnlySpan<char> text, int at)
    {
        if (at >= 2 && text[at - 2] == '\\' && text[at - 1] is 'n' or 'r' or 't') return 1;
        if (at >= 3 && text[at - 3] == '%' && char.IsAsciiHexDigit(text[at - 2]) && char.IsAsciiHexDigit(text[at - 1])) return 2;
        if (at >= 3 && text[at - 1] == 'm' && ColourBefore(text, at) is > 0 and int colour) return colour;
        return at >= 6 && text[at - 6] == '\\' && text.Slice(at - 5, 3) is "u00" ? 5 : 0;
    }

    // ESC[31mword and what is left of it where the first character was dropped.
    private static int ColourBefore(ReadOnlySpan<char> text, int at)
    {
        int start = at - 1;
        while (start > 0 && at - start < 5 && char.IsAsciiDigit(text[start - 1])) start--;
        bool sequence = start > 0 && text[start - 1] is '[' or ';' && (start < at - 1 || (start > 1 && text[start - 2] == '\u001B'));
        return sequence ? at - start : 0;
    }
}
