namespace WorkflowResilience.Redaction;

/// <summary>The value behind a name that holds secrets.</summary>
internal static class ValueRule
{
    private const int LongestConnectionPart = 128;
    private const int LongestElement = 8192;
    private const int LongestForgotten = 256;

    private const string Punctuation = "'):;,.]}\\!";

    internal static void Apply(ref RedactionScan scan, int nameStart, in ValueLink link, NameStrength strength)
    {
        ReadOnlySpan<char> text = scan.Text;
        if (link is { Kind: ValueLinkKind.Equal, Bracket: '{', QuoteLength: 0, Spaced: false } && strength == NameStrength.Certain && EndOfBraced(text, link.ValueStart) is > 0 and int brace)
        {
            scan.Replace(link.ValueStart, brace);
            scan.Assessed = Math.Max(scan.Assessed, brace);
            return;
        }

        if (link.Bracket is '{' or '(' || link is { Kind: ValueLinkKind.Comma, QuoteLength: 0 } && !IsPair(text, nameStart, link.ValueStart)) return;
        if (link.QuoteLength > 0)
        {
            Quoted(ref scan, link, strength);
            return;
        }

        if (BlockScalar.Find(text, nameStart, link.ValueStart) is { End: > 0 } block)
        {
            scan.Replace(block.Start, block.End);
            scan.Assessed = Math.Max(scan.Assessed, block.End);
            return;
        }

        bool query = nameStart > 0 && (text[nameStart - 1] is '?' or '&' || text[..nameStart].EndsWith("&amp;") || text[..nameStart].EndsWith(@"\u0026"));
        int start = link.ValueStart;
        int end = link.Kind == ValueLinkKind.Element ? EndOfElement(ref scan, ref start) : EndOfBare(ref scan, nameStart, link, query);
        if (end <= start || text[start..end].IsWhiteSpace()) return;
        bool secret = SecretValue.IsSecret(strength, link, query, text[start..end], text[end..]);
        if (secret) scan.Replace(start, end);

        // Short values that are none may hold other names; long ones are not read again, for the sake of time.
        if (secret || end - start > LongestForgotten) scan.Assessed = Math.Max(scan.Assessed, end);
    }

    // [X-Api-Key, …], as .NET prints a pair; a longer list is one of names.
    private static bool IsPair(ReadOnlySpan<char> text, int nameStart, int valueStart)
    {
        ReadOnlySpan<char> window = text[valueStart..Math.Min(text.Length, valueStart + LongestConnectionPart)];
        return nameStart > 0 && text[nameStart - 1] == '[' && window.IndexOfAny("],\r\n ") is > 0 and int end && window[end] == ']';
    }

    // One text, or all texts of a list.
    private static void Quoted(ref RedactionScan scan, ValueLink link, NameStrength strength)
    {
        ReadOnlySpan<char> text = scan.Text;
        for (; ; )
        {
            int end = QuotedValue.End(text, link);
            ReadOnlySpan<char> after = end + link.QuoteLength <= text.Length ? text[(end + link.QuoteLength)..] : default;
            if (SecretValue.IsSecret(strength, link, false, text[link.ValueStart..end], default) && !IsSubject(text[link.ValueStart..end], after))
            {
                scan.Replace(link.ValueStart, end);
                scan.Assessed = Math.Max(scan.Assessed, end);
            }

            if (link.Bracket != '[') return;
            int next = end + link.QuoteLength;
            while (next < text.Length && text[next] is ',' or ' ') next++;
            EncodedChar quote = EncodedChar.Read(text, next);
            if (!quote.IsQuote || next == end + link.QuoteLength) return;
            link = link with { ValueStart = next + quote.Length, QuoteLength = quote.Length };
        }
    }

    // Password: 'Password' must not be empty.
    private static bool IsSubject(ReadOnlySpan<char> value, ReadOnlySpan<char> after) =>
        SecretNames.Of(value) != NameStrength.None && after.Length > 2 && after[0] == ' ' && Placeholders.IsSentence(after[1..Math.Min(after.Length, 32)]);

    // Drivers for databases take a value in braces that holds what otherwise ends one; a closing brace inside is doubled.
    private static int EndOfBraced(ReadOnlySpan<char> text, int start)
    {
        ReadOnlySpan<char> window = text[start..Math.Min(text.Length, start + LongestConnectionPart)];
        for (int i = 0; i < window.Length; i++)
        {
            if (window[i] is '\r' or '\n' or '"' || (i == 0 && window[i] is '{' or '}')) return -1;
            if (window[i] != '}') continue;
            if (i + 1 < window.Length && window[i + 1] == '}') i++;
            else if (i + 1 < window.Length && window[i + 1] is not (';' or ' ' or '"' or '\'' or ')' or '\r' or '\n')) return -1;
            else return Placeholders.Contains(text[(start - 1)..(start + i + 1)]) ? -1 : start + i;
        }

        return -1;
    }

    private static int EndOfElement(ref RedactionScan scan, ref int start)
    {
        ReadOnlySpan<char> text = scan.Text;
        const string Opening = "<![CDATA[";
        bool data = text[start..].StartsWith(Opening);
        if (data) start += Opening.Length;
        ReadOnlySpan<char> window = text[start..Math.Min(text.Length, start + LongestElement)];
        int raw = window.IndexOf(data ? "]]>" : "<");
        int end = start + (raw < 0 ? window.Length : raw);
        ReadOnlySpan<char> value = text[start..end];
        int escaped = value.IndexOf("&lt;");
        if (escaped < 0) escaped = value.IndexOf(@"\u003c", StringComparison.OrdinalIgnoreCase);
        return escaped < 0 ? end : start + escaped;
    }

    private static int EndOfBare(ref RedactionScan scan, int nameStart, in ValueLink link, bool query)
    {
        ReadOnlySpan<char> text = scan.Text;
        int start = link.ValueStart;
        int end = scan.NextSeparator(start, scan.RunEnd(Charset.Value, start));
        if (link.Kind == ValueLinkKind.Equal && EndOfConnectionPart(text, nameStart, start) is int part && part > end) end = part;
        while (end > start && Punctuation.Contains(text[end - 1], StringComparison.Ordinal) && !(query && text[end - 1] == '!')) end--;
        return end;
    }

    // Parts of a connection string may hold blanks; only semicolons end them.
    private static int EndOfConnectionPart(ReadOnlySpan<char> text, int nameStart, int start)
    {
        ReadOnlySpan<char> before = text[Math.Max(0, nameStart - 2)..nameStart].TrimEnd(' ');
        if (before.IsEmpty || before[^1] != ';') return -1;
        ReadOnlySpan<char> window = text[start..Math.Min(text.Length, start + LongestConnectionPart)];
        int end = window.IndexOfAny(";\"'\r\n");
        return end > 0 && window[end] == ';' ? start + end : -1;
    }
}
