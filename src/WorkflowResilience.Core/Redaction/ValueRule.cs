namespace WorkflowResilience.Redaction;

/// <summary>The value behind a name that holds secrets.</summary>
internal static class ValueRule
{
    private const int LongestConnectionPart = 128;
    private const int LongestElement = 8192;
    private const int LongestForgotten = 256;

    private const string Punctuation = "'):;,.]}\\!";

    internal static void Apply(ref RedactionScan scan, int nameStart, in Link link, NameStrength strength)
    {
        ReadOnlySpan<char> text = scan.Text;
        if (link.Bracket is '{' or '(' || link is { Kind: LinkKind.Comma, QuoteLength: 0 }) return;
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
        int end = link.Kind == LinkKind.Element ? EndOfElement(ref scan, ref start) : EndOfBare(ref scan, nameStart, link, query);
        if (end <= start) return;
        bool secret = SecretValue.IsSecret(strength, link, query, text[start..end], text[end..]);
        if (secret) scan.Replace(start, end);

        // Short values that are none may hold other names; long ones are not read again, for the sake of time.
        if (secret || end - start > LongestForgotten) scan.Assessed = Math.Max(scan.Assessed, end);
    }

    // One text, or all texts of a list.
    private static void Quoted(ref RedactionScan scan, Link link, NameStrength strength)
    {
        ReadOnlySpan<char> text = scan.Text;
        for (; ; )
        {
            int end = QuotedValue.End(text, link);
            if (SecretValue.IsSecret(strength, link, false, text[link.ValueStart..end], default))
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

    private static int EndOfBare(ref RedactionScan scan, int nameStart, in Link link, bool query)
    {
        ReadOnlySpan<char> text = scan.Text;
        int start = link.ValueStart;
        int end = scan.NextSeparator(start, scan.RunEnd(Charset.Value, start));
        if (link.Kind == LinkKind.Equal && EndOfConnectionPart(text, nameStart, start) is int part && part > end) end = part;
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
