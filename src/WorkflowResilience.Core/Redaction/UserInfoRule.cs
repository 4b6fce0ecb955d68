using System.Buffers;

namespace WorkflowResilience.Redaction;

/// <summary>The user-info of a URL: <c>https://user:password@host</c>, also a token in the user's place, also with the slashes that JSON may escape.</summary>
internal static class UserInfoRule
{
    /// <summary>The anchor <c>://</c> as some writers of JSON escape it.</summary>
    internal const string EscapedAnchor = @":\/\/";

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789");

    /// <summary>Applies the rule at an anchor.</summary>
    /// <returns>Where the scan goes on.</returns>
    internal static int Apply(ref RedactionScan scan, int anchor)
    {
        ReadOnlySpan<char> text = scan.Text;
        int start = anchor + (text[anchor + 1] == '/' ? 3 : EscapedAnchor.Length);
        if (anchor == 0 || !(char.IsAsciiLetterOrDigit(text[anchor - 1]) || text[anchor - 1] is '+' or '.' or '-')) return start;
        int urlEnd = scan.TokenEnd(start);
        scan.UrlEnd = urlEnd;
        int authorityEnd = EndOfAuthority(text, start, urlEnd);
        int at = start + text[start..authorityEnd].LastIndexOf('@');
        if (at < start && HasOpenPassword(text[start..authorityEnd]) && scan.NextAt(authorityEnd) is int next && next < urlEnd)
            at = next + text[next..EndOfAuthority(text, next, urlEnd)].LastIndexOf('@');
        if (at < start) return start;

        // The account that everyone clones with is no secret.
        if (!text[start..at].SequenceEqual("git")) scan.Replace(start, at);
        return at + 1;
    }

    private static int EndOfAuthority(ReadOnlySpan<char> text, int start, int urlEnd)
    {
        int end = text[start..urlEnd].IndexOfAny("/?#\\");
        return end < 0 ? urlEnd : start + end;
    }

    // What follows the colon is no port, so it is the beginning of a password that holds a slash, a question mark or a hash sign.
    private static bool HasOpenPassword(ReadOnlySpan<char> authority)
    {
        int colon = authority.IndexOf(':');
        return colon >= 0 && authority[0] != '[' && authority[(colon + 1)..].ContainsAnyExcept(s_digits);
    }
}
