namespace WorkflowResilience.Redaction;

/// <summary>Where the value of a header ends in a text around it. In doubt later rather than sooner.</summary>
internal static class HeaderValue
{
    private const int LongestScheme = 32;

    /// <summary>A value in quotes ends at the closing one; without one, at the end of the line.</summary>
    internal static int EndOfQuoted(ReadOnlySpan<char> text, int start, char quote)
    {
        for (int i = start; i < text.Length; i++)
        {
            if (text[i] == quote || text[i] is '\r' or '\n') return i;
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is not ('\r' or '\n')) i++;
        }

        return text.Length;
    }

    /// <summary>A value in brackets ends at the bracket that closes it; without one, at the end of the line.</summary>
    internal static int EndOfBracketed(ReadOnlySpan<char> text, int start, char opener)
    {
        char closer = opener == '[' ? ']' : opener == '{' ? '}' : ')';
        int depth = 1;
        for (int i = start; i < text.Length; i++)
        {
            if (text[i] is '\r' or '\n') return i;
            if (text[i] == opener) depth++;
            if (text[i] == closer && --depth == 0) return i;
        }

        return text.Length;
    }

    /// <summary>A bare value is one word, or a scheme and a word, or a scheme and parameters that commas join.</summary>
    internal static int EndOfPlain(ReadOnlySpan<char> text, int start)
    {
        int end = EndOfWord(text, start);
        ReadOnlySpan<char> first = text[start..end];
        if (first.SequenceEqual(Redactor.Marker)) return end;
        if (IsScheme(first) && Next(text, end, out int second))
        {
            end = EndOfWord(text, second);
            while (text[end - 1] == ',' && Next(text, end, out int parameter) && EndOfWord(text, parameter) is int next && text[parameter..next].Contains('=')) end = next;
        }

        while (end > start && text[end - 1] == ',') end--;
        return end;
    }

    private static bool IsScheme(ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > LongestScheme) return false;
        foreach (char c in word)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) return false;
        }

        return true;
    }

    private static bool Next(ReadOnlySpan<char> text, int from, out int start)
    {
        start = from;

        // A shell's backslash keeps a blank in a word.
        while (start < text.Length && (text[start] is ' ' or '\t' || (text[start] == '\\' && start + 1 < text.Length && text[start + 1] == ' '))) start++;
        return start > from && EndOfWord(text, start) > start;
    }

    private static int EndOfWord(ReadOnlySpan<char> text, int start)
    {
        for (int i = start; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"' && i > start && text[i - 1] == '=' && ClosingQuote(text, i + 1) is > 0 and int closing) i = closing;
            else if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '"' or '\'' or '`' or ')' or ']' or '}' or '<' or '>' or ';') return i;
            else if (c == '\\' && !(i + 1 < text.Length && text[i + 1] == '/')) return i;
        }

        return text.Length;
    }

    private static int ClosingQuote(ReadOnlySpan<char> text, int start)
    {
        int end = EndOfQuoted(text, start, '"');
        return end < text.Length && text[end] == '"' ? end : -1;
    }
}
