namespace WorkflowResilience.Redaction;

/// <summary>
/// Armoured private keys, with line ends as they are or escaped. Certificates and public keys stay. A block without an end reaches to the end of the text; the words
/// BEGIN and PRIVATE KEY without a key behind them are prose.
/// </summary>
internal static class PemRule
{
    internal const string Begin = "-----BEGIN ";

    private const int LongestLabel = 64;
    private const int LongestPrefix = 80;
    private const int ShortestBody = 16;
    private const int ShortestLaterLine = 40;
    private const int LongestFirstLine = 256;

    internal static void Apply(ref RedactionScan scan, int at, Anchor anchor)
    {
        ReadOnlySpan<char> text = scan.Text;
        int label = at + Begin.Length;
        ReadOnlySpan<char> window = text[label..Math.Min(text.Length, label + LongestLabel)];
        int dashes = window.IndexOf("-----");
        if (dashes < 0 || !window[..dashes].Contains("PRIVATE KEY", StringComparison.Ordinal)) return;
        int body = label + dashes + "-----".Length;
        if (!HasBody(ref scan, body)) return;
        int end = scan.NextPemEnd(body);
        if (end < text.Length)
        {
            int close = text[(end + "-----END ".Length)..].IndexOf("-----");
            end = close is >= 0 and <= LongestLabel ? end + "-----END ".Length + close + "-----".Length : text.Length;
        }

        scan.Replace(at, end);
        scan.Assessed = Math.Max(scan.Assessed, end);
    }

    private static bool HasBody(ref RedactionScan scan, int from)
    {
        ReadOnlySpan<char> text = scan.Text;
        int at = SkipLineEnds(text, from);
        ReadOnlySpan<char> rest = text[at..];
        if (rest.StartsWith("Proc-Type") || rest.StartsWith("DEK-Info") || rest.StartsWith("Version:") || rest.StartsWith("Comment:") || rest.StartsWith("Charset:")) return true;
        if (scan.RunEnd(Charset.Base64, at) - at >= ShortestBody) return true;

        // Every line may have a prefix of the log around it, and the text may be a member of an object.
        ReadOnlySpan<char> window = text[from..Math.Min(text.Length, from + LongestFirstLine)];
        int line = window.IndexOf('\n');
        for (int next = line + 1; line >= 0 && next < window.Length;)
        {
            int length = Math.Min(Charset.Base64.RunLength(text[(from + next)..Math.Min(text.Length, from + next + LongestFirstLine)]), LongestFirstLine);
            if (length >= ShortestLaterLine && IsMixed(text.Slice(from + next, length))) return true;
            next += length + 1;
        }

        return false;
    }

    private static bool IsMixed(ReadOnlySpan<char> run) => run.ContainsAnyInRange('0', '9') && run.ContainsAnyInRange('A', 'Z') && run.ContainsAnyInRange('a', 'z');

    private static int SkipLineEnds(ReadOnlySpan<char> text, int from)
    {
        int at = from;
        while (at < text.Length && at - from < LongestPrefix)
        {
            EncodedChar unit = EncodedChar.Read(text, at);
            if (!(unit.IsQuote || char.IsWhiteSpace(unit.Value) || unit.Value is '+' or ',' or '|' or '\\')) break;
            at += unit.Length;
        }

        return at;
    }
}
