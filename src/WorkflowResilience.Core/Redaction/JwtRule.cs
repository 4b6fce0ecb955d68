namespace WorkflowResilience.Redaction;

/// <summary>JSON web tokens, signed or encrypted, with a signature or cut before it: base64url of <c>{"</c>, and at least one more part.</summary>
internal static class JwtRule
{
    internal static readonly string[] Literals = ["eyJ", "eyA", "ewo", "ewog"];

    private const int ShortestPart = 10;

    internal static void Apply(ref RedactionScan scan, int at, Anchor anchor)
    {
        if (at < scan.ChainEnd) return;
        ReadOnlySpan<char> text = scan.Text;
        int first = scan.RunEnd(Charset.Base64Url, at);
        if (first - at < ShortestPart || first >= text.Length || text[first] != '.') return;
        int second = scan.RunEnd(Charset.Base64Url, first + 1);
        if (second - first <= ShortestPart) return;
        int end = second;
        while (end < text.Length && text[end] == '.') end = scan.RunEnd(Charset.Base64Url, end + 1);
        scan.ChainEnd = end;

        // Two parts of an object's notation are a name and a member, unless the second begins like JSON again.
        if (end == second && !text[(first + 1)..].StartsWith("ey")) return;
        scan.Replace(at, text[end - 1] == '.' ? end - 1 : end);
    }
}
