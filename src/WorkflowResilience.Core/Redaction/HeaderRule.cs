namespace WorkflowResilience.Redaction;

/// <summary>The whole values of <c>Authorization</c> and <c>Cookie</c> headers and their kin.</summary>
internal static class HeaderRule
{
    internal static void Apply(ref RedactionScan scan, in ValueLink link, bool cookie, bool firstPart)
    {
        ReadOnlySpan<char> text = scan.Text;
        if (link.Kind is ValueLinkKind.Phrase or ValueLinkKind.Element) return;
        int start = link.ValueStart;
        int end = link switch
        {
            { Bracket: not '\0' and char bracket } => HeaderValue.EndOfBracketed(text, start = OpenBracket(text, link), bracket),
            { QuoteLength: > 0 } => QuotedValue.End(text, link),
            _ => cookie ? EndOfCookie(text, start) : HeaderValue.EndOfPlain(text, start),
        };
        if (firstPart && text[start..end].IndexOf(';') is > 0 and int part) end = start + part;
        ReadOnlySpan<char> value = text[start..end];
        if (cookie ? value.Contains('=') && !Placeholders.Contains(value[(value.IndexOf('=') + 1)..]) : !IsHarmless(value, link)) scan.Replace(start, end);
        scan.Assessed = Math.Max(scan.Assessed, end);
    }

    private static int OpenBracket(ReadOnlySpan<char> text, in ValueLink link)
    {
        int at = link.ValueStart;
        while (text[at - 1] != link.Bracket) at--;
        return at;
    }

    private static int EndOfCookie(ReadOnlySpan<char> text, int start)
    {
        int length = text[start..].IndexOfAny(Letters.CookieEnds);
        int end = length < 0 ? text.Length : start + length;
        while (end > start && text[end - 1] is ' ' or '\t' or ')' or ']' or '}') end--;
        return end;
    }

    // A scheme whose credentials are a variable, or a sentence.
    private static bool IsHarmless(ReadOnlySpan<char> value, in ValueLink link)
    {
        int blank = value.IndexOfAny(' ', '\t');
        if (blank < 0 ? Placeholders.Contains(value) : Looks.Words(value[..blank]) && (Placeholders.Contains(value[(blank + 1)..]) || Placeholders.IsStopWord(value[(blank + 1)..]))) return true;
        return link is { Bracket: '\0', QuoteLength: 0 } && Looks.Words(value) && !value.ContainsAnyInRange('0', '9') && !value[1..].ContainsAnyInRange('A', 'Z');
    }
}
