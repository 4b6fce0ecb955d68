using System.Buffers;

namespace WorkflowResilience.Redaction;

/// <summary>What a piece of text looks like when nothing around it says so.</summary>
internal static class Looks
{
    private const int ShortestRandom = 16;

    private static readonly SearchValues<char> s_tokenChars = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/=.~%");

    /// <summary>Drawn by a machine: long, of mixed case or with digits among the letters, neither words nor hexadecimal nor a number, date or version.</summary>
    internal static bool Random(ReadOnlySpan<char> text)
    {
        if (text.Length < ShortestRandom || text.ContainsAnyExcept(s_tokenChars)) return false;
        int digits = 0, upper = 0, lower = 0, changes = 0, previous = 0;
        bool hex = true;
        foreach (char c in text)
        {
            int kind = char.IsAsciiDigit(c) ? 1 : char.IsAsciiLetterUpper(c) ? 2 : char.IsAsciiLetterLower(c) ? 3 : 0;
            if (kind == 1) digits++;
            else if (kind == 2) upper++;
            else if (kind == 3) lower++;
            if (kind is 1 or 2 or 3 && !char.IsAsciiHexDigit(c)) hex = false;

            // A capital letter before small ones is how words of a compound begin.
            if (kind != previous && previous != 0 && kind != 0 && !(previous == 2 && kind == 3)) changes++;
            previous = kind;
        }

        if (hex || digits == text.Length || Plain(text)) return false;
        int kinds = (digits > 0 ? 1 : 0) + (upper > 0 ? 1 : 0) + (lower > 0 ? 1 : 0);
        return kinds == 3 ? changes * 6 >= text.Length : kinds == 2 && changes * 5 >= text.Length;
    }

    // Names made of words, numbers and digests: linux-node-4b825dc.
    private static bool Plain(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            int end = text.IndexOfAny(Letters.Joints);
            ReadOnlySpan<char> part = end < 0 ? text : text[..end];
            if (!part.IsEmpty && part.ContainsAnyExcept(Letters.LowerHex) && !Words(part)) return false;
            text = end < 0 ? default : text[(end + 1)..];
        }

        return true;
    }

    /// <summary>Words, perhaps with a number behind: <c>github.token</c>, <c>my-secret-1</c>, <c>CloseBrace</c>.</summary>
    internal static bool Words(ReadOnlySpan<char> text)
    {
        int digits = 0, upper = 0, letters = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsAsciiDigit(c)) digits++;
            else if (char.IsLetter(c))
            {
                // Letters right behind digits are no word and its number.
                if (i > 0 && char.IsAsciiDigit(text[i - 1])) return false;
                letters++;
                if (char.IsUpper(c)) upper++;
            }
            else if (c is not ('-' or '_' or '.' or '/' or ':' or ' ')) return false;
        }

        return letters > 0 && digits <= 2 && (upper * 3 <= letters || upper == letters) && (letters <= 24 || text.ContainsAny(Letters.Joints));
    }

    internal static bool Uuid(ReadOnlySpan<char> text) => Guid.TryParseExact(text, "D", out _);

    internal static bool Path(ReadOnlySpan<char> text)
    {
        if (text.Length >= 3 && char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] is '\\' or '/') return true;
        if (text.StartsWith("./") || text.StartsWith("../") || text.StartsWith("~/") || text.StartsWith("file:")) return true;
        return text.Length > 1 && text[0] == '/' && (char.IsAsciiLetterLower(text[1]) || text[1] is '.' or '_') && !text.ContainsAny('+', '=') && !Random(text);
    }
}
