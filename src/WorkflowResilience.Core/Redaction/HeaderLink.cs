namespace WorkflowResilience.Redaction;

/// <summary>What stands between a header's name and its value.</summary>
/// <param name="IsLink">Whether it links a name to a value at all: prose does not.</param>
/// <param name="ValueStart">Where the value begins.</param>
/// <param name="Closer">The quote or bracket that ends the value; NUL when it stands bare.</param>
internal readonly record struct HeaderLink(bool IsLink, int ValueStart, char Closer)
{
    private const int LongestLink = 32;
    private const int LongestPrefix = 16;

    internal static HeaderLink Read(ReadOnlySpan<char> text, int nameStart, int nameEnd)
    {
        bool linked = false;
        int i = nameEnd;
        while (i < text.Length && i - nameEnd < LongestLink)
        {
            char c = text[i];
            switch (c)
            {
                case ':' or '=':
                    linked = true;
                    break;
                case ',':
                    if (!linked && !IsListed(text, nameStart)) return default;
                    linked = true;
                    break;
                case '"' or '\'' or '`':
                    if (linked && text[i - 1] != '\\') return new HeaderLink(true, i + 1, c);
                    break;
                case '[' or '{' or '(':
                    if (!linked) return default;
                    return new HeaderLink(true, i + 1, c == '[' ? ']' : c == '{' ? '}' : ')');
                case '%' or '\\' when EscapeLength(text[i..]) is > 1 and int length:
                    linked |= IsEscapedLink(text[i..]);
                    i += length - 1;
                    break;
                case ' ' or '\t' or '+' or '\\' or '>' or ']' or ')':
                    break;
                default:
                    return linked ? Bare(text, i) : default;
            }

            i++;
        }

        return linked ? new HeaderLink(true, i, '\0') : default;
    }

    // b'…' and its like in the notation of some languages.
    private static HeaderLink Bare(ReadOnlySpan<char> text, int i) =>
        text[i] is 'b' or 'B' or 'u' or 'U' or 'r' or 'R' && i + 1 < text.Length && text[i + 1] is '"' or '\''
            ? new HeaderLink(true, i + 2, text[i + 1])
            : new HeaderLink(true, i, '\0');

    // [Authorization, Bearer …] and ('Authorization', 'Bearer …') are pairs; a comma after the word alone is prose.
    private static bool IsListed(ReadOnlySpan<char> text, int nameStart)
    {
        int i = nameStart - 1;
        while (i >= 0 && nameStart - i <= LongestPrefix && (char.IsAsciiLetter(text[i]) || text[i] is '-' or '_')) i--;
        return i >= 0 && text[i] is '"' or '\'' or '[' or '(' or '{';
    }

    // %3A and its like; \u0022.
    private static int EscapeLength(ReadOnlySpan<char> text)
    {
        if (text[0] == '%') return text.Length >= 3 && text[1] is '2' or '3' or '5' && char.IsAsciiHexDigit(text[2]) ? 3 : 0;
        return text.Length >= 6 && text[1] == 'u' && text[2] == '0' && text[3] == '0' ? 6 : 0;
    }

    private static bool IsEscapedLink(ReadOnlySpan<char> text) =>
        text.StartsWith("%3A", StringComparison.OrdinalIgnoreCase) || text.StartsWith("%3D", StringComparison.OrdinalIgnoreCase);
}
