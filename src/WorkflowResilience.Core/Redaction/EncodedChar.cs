using System.Globalization;

namespace WorkflowResilience.Redaction;

/// <summary>One character of a text, as it stands or as an encoding around it writes it: <c>%22</c>, <c>\"</c>, <c>\u0022</c>, <c>&amp;quot;</c>; a colour of a terminal is a blank.</summary>
/// <param name="Value">The character; NUL behind the end of the text.</param>
/// <param name="Length">How many characters of the text it takes.</param>
internal readonly record struct EncodedChar(char Value, int Length)
{
    private static readonly System.Buffers.SearchValues<char> s_colour = System.Buffers.SearchValues.Create("0123456789;:");

    private const int DeepestEscape = 16;
    private const int LongestColour = 24;
    private const char Escape = '\u001B';

    private static readonly (string Entity, char Value)[] s_entities =
        [("&quot;", '"'), ("&#34;", '"'), ("&#x22;", '"'), ("&apos;", '\''), ("&#39;", '\''), ("&#x27;", '\''), ("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&')];

    internal bool IsQuote => Value is '"' or '\'' or '`';

    internal bool IsBlank => Value is ' ' or '\t';

    internal static EncodedChar Read(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length) return default;
        return text[at] switch
        {
            '%' => Percent(text, at),
            '\\' => Backslash(text, at),
            '&' => Entity(text, at),
            Escape => Colour(text, at, 1),
            char c => new EncodedChar(c, 1),
        };
    }

    private static EncodedChar Percent(ReadOnlySpan<char> text, int at) =>
        at + 2 < text.Length && byte.TryParse(text.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte code) && code < 128
            ? new EncodedChar((char)code, 3)
            : new EncodedChar('%', 1);

    private static EncodedChar Backslash(ReadOnlySpan<char> text, int at)
    {
        int end = at;
        while (end < text.Length && end - at < DeepestEscape && text[end] == '\\') end++;
        if (end >= text.Length) return new EncodedChar('\\', 1);
        int length = end - at + 1;
        return text[end] switch
        {
            '"' or '\'' or '`' or '/' => new EncodedChar(text[end], length),
            'n' or 'r' => new EncodedChar('\n', length),
            't' => new EncodedChar('\t', length),
            'u' when end + 4 < text.Length && byte.TryParse(text.Slice(end + 3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte code)
                && text.Slice(end + 1, 2) is "00" => code == Escape ? Colour(text, at, length + 4) : new EncodedChar((char)code, length + 4),
            _ => new EncodedChar('\\', 1),
        };
    }

    // Colours between a name and its value are as good as blanks.
    private static EncodedChar Colour(ReadOnlySpan<char> text, int at, int escape)
    {
        ReadOnlySpan<char> rest = text[(at + escape)..Math.Min(text.Length, at + escape + LongestColour)];
        int end = rest.IsEmpty || rest[0] != '[' ? -1 : 1 + rest[1..].IndexOfAnyExcept(s_colour);
        return end > 0 && rest[end] == 'm' ? new EncodedChar(' ', escape + end + 1) : new EncodedChar(Escape, escape);
    }

    private static EncodedChar Entity(ReadOnlySpan<char> text, int at)
    {
        foreach ((string entity, char value) in s_entities)
        {
            if (text[at..].StartsWith(entity, StringComparison.OrdinalIgnoreCase)) return new EncodedChar(value, entity.Length);
        }

        return new EncodedChar('&', 1);
    }
}
