namespace WorkflowResilience.Redaction;

/// <summary>What stands between a name and its value.</summary>
/// <param name="Kind">What ties them.</param>
/// <param name="ValueStart">Where the value begins.</param>
/// <param name="QuoteLength">How many characters the quote before the value takes, escapes included; zero for a bare value.</param>
/// <param name="Bracket">The bracket that opens a list or object before the value, or NUL.</param>
/// <param name="Spaced">Whether blanks stand before the value, or the name is an attribute of the element whose text the value is.</param>
/// <param name="Stated">Whether a sentence says that the name is the value.</param>
/// <param name="InColumn">Whether a tab or several blanks part them, as in a table.</param>
internal readonly record struct ValueLink(ValueLinkKind Kind, int ValueStart, int QuoteLength = 0, char Bracket = '\0', bool Spaced = false, bool Stated = false, bool InColumn = false)
{
    private const int MostBlanks = 32;
    private const int LongestGap = 48;
    private const int LongestTag = 256;

    internal static ValueLink Read(ReadOnlySpan<char> text, int nameStart, int nameEnd)
    {
        int at = nameEnd;
        bool quoted = false;
        for (int n = 0; n < 4; n++)
        {
            EncodedChar closer = EncodedChar.Read(text, at);
            if (closer.IsQuote) quoted = true;
            else if (closer.Value != ']') break;
            at += closer.Length;
        }

        if (Separated(text, nameStart, nameEnd, quoted) is { Kind: not ValueLinkKind.None } separated) return separated;
        int tie = SkipBlanks(text, at);
        EncodedChar sign = EncodedChar.Read(text, tie);
        int next = tie + sign.Length;
        switch (sign.Value)
        {
            case '=':
                while (EncodedChar.Read(text, next).Value is '=' or '>' && next - tie < 6) next += EncodedChar.Read(text, next).Length;
                return Value(text, next, ValueLinkKind.Equal);
            case ':':
                EncodedChar second = EncodedChar.Read(text, next);
                if (second.Value == '=') return Value(text, next + second.Length, ValueLinkKind.Equal);
                return second.Value == ':' || text[next..].StartsWith("//") ? default : Value(text, next, ValueLinkKind.Colon);
            case '-' when text[next..].StartsWith(">"):
                return Value(text, next + 1, ValueLinkKind.Equal);
            case '>' when quoted || IsElement(text, nameStart):
                return new ValueLink(ValueLinkKind.Element, next, Spaced: quoted);
            case ',' when (quoted || IsListed(text, nameStart)) && !BeginsValueMember(text, next, out _):
                return Value(text, next, ValueLinkKind.Comma);
        }

        if (tie > at && !quoted && IsElement(text, nameStart) && EndOfTag(text, tie) is > 0 and int content) return new ValueLink(ValueLinkKind.Element, content);
        if (BeginsValueMember(text, at, out int value)) return Value(text, value, ValueLinkKind.Equal);
        if (tie == at) return default;
        if (IsFlag(text, nameStart)) return Value(text, tie, ValueLinkKind.Blank);
        if (sign.IsQuote && sign.Value != '`') return new ValueLink(ValueLinkKind.Phrase, next, sign.Length);
        int verb = Verb(text[tie..]);
        return Value(text, tie + verb, ValueLinkKind.Phrase) with { Stated = verb > 0, InColumn = text[at] == '\t' || tie > at + 1 };
    }

    /// <summary>Whether a name is a flag of a command line, its hyphens included in it.</summary>
    internal static bool IsFlag(ReadOnlySpan<char> text, int nameStart) =>
        text[nameStart] == '-' && (nameStart == 0 || char.IsWhiteSpace(text[nameStart - 1]) || text[nameStart - 1] is '"' or '\'' or '`' or '[' or '(' or ',' or '=');

    private static ValueLink Value(ReadOnlySpan<char> text, int from, ValueLinkKind kind)
    {
        int at = SkipBlanks(text, from);
        bool spaced = at > from;
        char bracket = '\0';
        if (at < text.Length && text[at] is '[' or '{' or '(')
        {
            bracket = text[at];
            at = SkipBlanks(text, at + 1);
        }

        // b'…' and Some("…") are how some languages print texts.
        ReadOnlySpan<char> rest = text[at..];
        if (rest.Length > 1 && rest[0] is 'b' or 'B' or 'u' or 'U' or 'r' or 'R' or 'f' or '@' or '$' && rest[1] is '"' or '\'') at++;
        else if (rest.StartsWith("Some(\"")) at += "Some(".Length;
        else if (rest.StartsWith("!!str ")) at += "!!str ".Length;
        else if (rest.StartsWith("string(") && rest[7..].IndexOfAnyExceptInRange('0', '9') is > 0 and int digits && rest[(7 + digits)..].StartsWith(") \"")) at += digits + 9;
        EncodedChar quote = EncodedChar.Read(text, at);
        return quote.IsQuote ? new ValueLink(kind, at + quote.Length, quote.Length, bracket, spaced) : new ValueLink(kind, at, 0, bracket, spaced);
    }

    // <key>apiKey</key><string>…</string>, <name>password</name><value>…</value>; name="password" and a blank line, as forms are sent.
    private static ValueLink Separated(ReadOnlySpan<char> text, int nameStart, int nameEnd, bool quoted)
    {
        ReadOnlySpan<char> rest = text[nameEnd..Math.Min(text.Length, nameEnd + LongestGap)];
        if (rest.StartsWith("</") && rest.IndexOf('>') is > 0 and int close)
        {
            int opening = close + 1 + rest[(close + 1)..].IndexOfAnyExcept(" \n\r\t");
            return opening > close && rest[opening..] is ['<', not '/', ..] && rest[opening..].IndexOf('>') is > 0 and int end ? new ValueLink(ValueLinkKind.Element, nameEnd + opening + end + 1) : default;
        }

        if (!quoted || !text[..nameStart].EndsWith("name=\"") && !text[..nameStart].EndsWith("name=\\\"")) return default;
        int at = nameEnd + EncodedChar.Read(text, nameEnd).Length, lines = 0;
        for (EncodedChar unit = EncodedChar.Read(text, at); unit.Value is '\n' or '\r'; unit = EncodedChar.Read(text, at))
        {
            if (unit.Length > 1 ? text[at + unit.Length - 1] == 'n' : unit.Value == '\n') lines++;
            at += unit.Length;
        }

        return lines == 2 ? new ValueLink(ValueLinkKind.Equal, at) : default;
    }

    private static int SkipBlanks(ReadOnlySpan<char> text, int from)
    {
        int at = from;
        for (int n = 0; n < MostBlanks; n++)
        {
            EncodedChar unit = EncodedChar.Read(text, at);
            if (!unit.IsBlank) break;
            at += unit.Length;
        }

        return at;
    }

    private static bool IsElement(ReadOnlySpan<char> text, int nameStart)
    {
        int at = nameStart;
        if (at > 0 && text[at - 1] == ':')
        {
            at--;
            while (at > 0 && nameStart - at < 16 && char.IsAsciiLetterOrDigit(text[at - 1])) at--;
        }

        return at > 0 && text[at - 1] == '<' || text[..at].EndsWith("&lt;") || text[..at].EndsWith(@"\u003c", StringComparison.OrdinalIgnoreCase);
    }

    // <Password Type="…">: attributes up to the end of an opening tag.
    private static int EndOfTag(ReadOnlySpan<char> text, int from)
    {
        ReadOnlySpan<char> window = text[from..Math.Min(text.Length, from + LongestTag)];
        int end = window.IndexOfAny('<', '>');
        return end > 0 && window[end] == '>' && window[end - 1] != '/' ? from + end + 1 : -1;
    }

    // [Authorization, Bearer …] and ('Authorization', 'Bearer …') are pairs; a comma after the word alone is prose.
    private static bool IsListed(ReadOnlySpan<char> text, int nameStart) => nameStart > 0 && text[nameStart - 1] is '"' or '\'' or '[' or '(' or '{';

    // "name": "X-Api-Key", "value": "…", also in XML and over lines of YAML.
    private static bool BeginsValueMember(ReadOnlySpan<char> text, int from, out int value)
    {
        int at = from;
        bool apart = false;
        value = 0;
        while (at < text.Length && at - from < LongestGap)
        {
            EncodedChar unit = EncodedChar.Read(text, at);
            if (!(unit.IsQuote || unit.IsBlank || unit.Value is ',' or '\n' or '\r')) break;
            apart |= unit.IsQuote || unit.Value is '\n' or ',';
            at += unit.Length;
        }

        if (from > 0 && text[from - 1] is '"' or '\'') apart = true;
        if (!apart || at == from || !text[at..].StartsWith("value", StringComparison.OrdinalIgnoreCase)) return false;
        at += "value".Length;
        if (EncodedChar.Read(text, at) is { IsQuote: true, Length: int length }) at += length;
        at = SkipBlanks(text, at);
        if (EncodedChar.Read(text, at).Value is not ('=' or ':')) return false;
        value = at + EncodedChar.Read(text, at).Length;
        return true;
    }

    private static int Verb(ReadOnlySpan<char> rest) =>
        rest.StartsWith("is ") ? 3 : rest.StartsWith("was ") ? 4 : rest.StartsWith("is: ") ? 4 : rest.StartsWith("was: ") ? 5 : 0;
}
