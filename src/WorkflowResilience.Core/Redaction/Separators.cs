using System.Buffers;

namespace WorkflowResilience.Redaction;

/// <summary>
/// What ends a value without quotes inside a word: a separator that another name and its value follow, a bracket or quote that closes something around it, an escaped
/// line end. A separator alone may belong to a password, so in doubt the value goes on. Whether one stands somewhere depends on what follows it, not on where the value began.
/// </summary>
internal static class Separators
{
    private const int LongestName = 40;

    private static readonly SearchValues<char> s_candidates = SearchValues.Create(",;&|'\\)]}");
    private static readonly SearchValues<char> s_nameChars = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-. ");

    /// <summary>Where the next separator stands from a place on, or the length of the text.</summary>
    internal static int Next(ReadOnlySpan<char> text, int from)
    {
        for (int at = from; at < text.Length; at++)
        {
            int next = text[at..].IndexOfAny(s_candidates);
            if (next < 0) break;
            at += next;
            if (Ends(text, at)) return at;
        }

        return text.Length;
    }

    /// <summary>Whether a name and an equals sign or colon stand at a place.</summary>
    internal static bool BeginsWithName(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> window = text[..Math.Min(text.Length, LongestName)];
        int end = window.IndexOfAnyExcept(s_nameChars);
        return end > 0 && window[end] is '=' or ':' && window[..end].ContainsAnyExcept(' ');
    }

    private static bool Ends(ReadOnlySpan<char> text, int at)
    {
        ReadOnlySpan<char> rest = text[(at + 1)..];
        if (rest.IsEmpty) return true;
        return text[at] switch
        {
            ',' or ';' or '|' => IsOutside(rest[0]) || rest[0] is '\'' or '-' || BeginsWithName(rest),
            '&' => BeginsWithName(rest) || EncodedChar.Read(text, at).Length > 1,
            '\\' => EncodedChar.Read(text, at) is { Length: > 1, Value: not '/' },
            '\'' => !char.IsLetterOrDigit(rest[0]),
            _ => IsOutside(rest[0]) || rest[0] is ',' or ';' or '.' or ':' or ')' or ']' or '}' or '\'' or '/',
        };
    }

    private static bool IsOutside(char c) => !Charset.Value.Contains(c);
}
