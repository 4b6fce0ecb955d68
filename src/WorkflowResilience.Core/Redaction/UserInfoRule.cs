using System.Buffers;

namespace WorkflowResilience.Redaction;

/// <summary>
/// The user-info of a URL: <c>https://user:password@host</c>, also a token in the user's place, also with the slashes that JSON may escape or all of it percent-encoded.
/// A user's name alone is no secret.
/// </summary>
internal static class UserInfoRule
{
    internal static readonly string[] Literals = ["://", @":\/\/", "%3A%2F%2F"];

    private const int ShortestToken = 12;

    // Some programs print xxxxx in a password's place.
    private const int LongestMask = 8;

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789");

    internal static void Apply(ref RedactionScan scan, int at, Anchor anchor)
    {
        ReadOnlySpan<char> text = scan.Text;
        int start = at + anchor.Literal.Length;
        if (at == 0 || !(char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] is '+' or '.' or '-')) return;
        int urlEnd = scan.RunEnd(Charset.Value, start);
        if (anchor.Literal[0] == '%')
        {
            Encoded(ref scan, start, urlEnd);
            return;
        }

        int authorityEnd = EndOfAuthority(text, start, urlEnd);
        int mark = start + text[start..authorityEnd].LastIndexOf('@');
        if (mark < start && HasOpenPassword(text[start..authorityEnd]) && scan.NextAt(authorityEnd) is int next && next < urlEnd)
            mark = next + text[next..EndOfAuthority(text, next, urlEnd)].LastIndexOf('@');
        if (mark > start && IsSecret(text[start..mark])) scan.Replace(start, mark);
    }

    private static void Encoded(ref RedactionScan scan, int start, int urlEnd)
    {
        const int LongestUserInfo = 256;
        ReadOnlySpan<char> window = scan.Text.AsSpan(start, Math.Min(urlEnd - start, LongestUserInfo));
        int mark = window.IndexOf("%40");
        if (mark > 0 && window[..mark].Contains("%3A", StringComparison.OrdinalIgnoreCase) && !window[..mark].Contains("%2F", StringComparison.OrdinalIgnoreCase)) scan.Replace(start, start + mark);
    }

    private static bool IsSecret(ReadOnlySpan<char> userInfo)
    {
        int colon = userInfo.IndexOf(':');
        if (colon < 0) return userInfo.Length >= ShortestToken && !Looks.Words(userInfo) && !Placeholders.Contains(userInfo);
        ReadOnlySpan<char> password = userInfo[(colon + 1)..];
        return !password.IsEmpty ? !Placeholders.Contains(password) || (password.Length > LongestMask && char.IsAsciiLetter(password[0])) : colon >= ShortestToken && !Looks.Words(userInfo[..colon]);
    }

    private static int EndOfAuthority(ReadOnlySpan<char> text, int start, int urlEnd)
    {
        int end = text[start..urlEnd].IndexOfAny("/?#\\");
        return end < 0 ? urlEnd : start + end;
    }

    // What follows the colon is no port, nor a name for one, so it is the beginning of a password that holds a slash, a question mark or a hash sign.
    private static bool HasOpenPassword(ReadOnlySpan<char> authority)
    {
        int colon = authority.IndexOf(':');
        if (colon < 0 || authority[0] == '[') return false;
        ReadOnlySpan<char> rest = authority[(colon + 1)..];
        return rest.ContainsAnyExcept(s_digits) && (!Looks.Words(rest) || rest.ContainsAny(s_digits)) && !Placeholders.Contains(rest);
    }
}
