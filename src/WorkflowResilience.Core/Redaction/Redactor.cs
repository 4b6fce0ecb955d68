using System.Buffers;

namespace WorkflowResilience.Redaction;

/// <summary>
/// Replaces secrets in a text by <see cref="Marker"/>: the user-info of URLs, the values of query parameters, and authorization headers. Passes from left to right over
/// anchors; time is linear in the text whatever it holds, and a text without secrets is returned as it is, without allocating.
/// </summary>
internal static class Redactor
{
    /// <summary>What stands in a secret's place. No rule redacts it again.</summary>
    internal const string Marker = "***";

    /// <summary>A replaced secret may join what it kept apart, so passes are repeated until one changes nothing; a text that takes more than this is not trusted.</summary>
    internal const int MaxPasses = 8;

    private static readonly SearchValues<string> s_anchors =
        SearchValues.Create(["://", UserInfoRule.EscapedAnchor, AuthorizationRule.Name], StringComparison.OrdinalIgnoreCase);

    /// <summary>The text without its secrets. Redacting the result again gives the same instance.</summary>
    /// <exception cref="InvalidOperationException">The text still changed in the last permitted pass.</exception>
    internal static string Redact(string text)
    {
        for (int pass = 0; pass < MaxPasses; pass++)
        {
            string redacted = Pass(text);
            if (ReferenceEquals(redacted, text)) return text;
            text = redacted;
        }

        throw new InvalidOperationException("The text did not settle.");
    }

    private static string Pass(string text)
    {
        var scan = new RedactionScan(text);
        int anchor = -1, query = -1;
        for (int at = 0; ;)
        {
            // Each kind of anchor is looked for only when the one found last lies behind: together they read the text once each.
            if (anchor < at) anchor = Find(text.AsSpan(at).IndexOfAny(s_anchors), at);
            if (query < at) query = Find(text.AsSpan(at).IndexOf('?'), at);
            if (anchor == int.MaxValue && query == int.MaxValue) return scan.Result();
            if (query < anchor) at = QueryRule.Apply(ref scan, query);
            else at = text[anchor] == ':' ? UserInfoRule.Apply(ref scan, anchor) : AuthorizationRule.Apply(ref scan, anchor);
        }
    }

    private static int Find(int found, int from) => found < 0 ? int.MaxValue : from + found;
}
