namespace WorkflowResilience.Redaction;

/// <summary>Where a value in quotes ends: at the same quote, written the same way. In doubt later rather than sooner, at the end of the line at last.</summary>
internal static class QuotedValue
{
    internal static int End(ReadOnlySpan<char> text, in ValueLink link)
    {
        int start = link.ValueStart;
        ReadOnlySpan<char> quote = text.Slice(start - link.QuoteLength, link.QuoteLength);
        if (quote.Length == 1) return HeaderValue.EndOfQuoted(text, start, quote[0]);
        int close = text[start..].IndexOf(quote);
        int end = close < 0 ? text.Length : start + close;
        int line = text[start..end].IndexOfAny('\r', '\n');
        return line < 0 ? end : start + line;
    }
}
