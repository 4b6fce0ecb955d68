namespace WorkflowResilience.Redaction;

/// <summary>
/// The value of an <c>Authorization</c> or <c>Proxy-Authorization</c> header, scheme included, as a header line, an argument of a command line, a member of JSON or
/// of another notation, or percent-encoded.
/// </summary>
internal static class AuthorizationRule
{
    /// <summary>The anchor; it ends both headers' names.</summary>
    internal const string Name = "authorization";

    /// <summary>Applies the rule at a name.</summary>
    /// <returns>Where the scan goes on.</returns>
    internal static int Apply(ref RedactionScan scan, int anchor)
    {
        ReadOnlySpan<char> text = scan.Text;
        int start = anchor + Name.Length;
        var link = HeaderLink.Read(text, anchor, start);
        if (!link.IsLink) return start;
        int end = link.Closer switch
        {
            '\0' => HeaderValue.EndOfPlain(text, link.ValueStart),
            '"' or '\'' or '`' => HeaderValue.EndOfQuoted(text, link.ValueStart, link.Closer),
            _ => HeaderValue.EndOfBracketed(text, link.ValueStart, link.Closer),
        };
        scan.Replace(link.ValueStart, end);
        return end;
    }
}
