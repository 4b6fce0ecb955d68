using System.Buffers;

namespace WorkflowResilience.Redaction;

/// <summary>
/// The query of a URL, also of one that is given by its path alone: names stay, values go, whatever their names, because nobody can list the names that hold
/// secrets. A part without a name goes when it is longer than 15 characters or more than a word.
/// </summary>
internal static class QueryRule
{
    private const int LongestWord = 15;
    private const int LongestName = 64;

    private static readonly SearchValues<char> s_nameChars = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.~%[]$");
    private static readonly SearchValues<char> s_wordChars = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    /// <summary>Applies the rule at a question mark.</summary>
    /// <returns>Where the scan goes on.</returns>
    internal static int Apply(ref RedactionScan scan, int mark)
    {
        ReadOnlySpan<char> text = scan.Text;
        int start = mark + 1;
        int end = scan.TrimmedTokenEnd(start);
        if (mark >= scan.UrlEnd && !BeginsWithParameter(text[start..end])) return start;
        while (start < end)
        {
            int separator = text[start..end].IndexOf('&');
            int partEnd = separator < 0 ? end : start + separator;
            ReadOnlySpan<char> part = text[start..partEnd];
            int equals = part.IndexOf('=');
            ReadOnlySpan<char> name = equals < 0 ? part : part[..equals];

            // The value may go on behind the white space that ends the query: that is for the other rule to see.
            if (separator < 0 && name.EndsWith(AuthorizationRule.Name, StringComparison.OrdinalIgnoreCase)) return start;
            if (equals >= 0) scan.Replace(start + equals + 1, partEnd);
            else if (part.Length > LongestWord || part.ContainsAnyExcept(s_wordChars)) scan.Replace(start, partEnd);
            start = partEnd + 1;
        }

        return Math.Max(mark + 1, end);
    }

    // A question mark in a sentence or in code is followed by no name and equals sign.
    private static bool BeginsWithParameter(ReadOnlySpan<char> query)
    {
        int nameLength = query[..Math.Min(query.Length, LongestName + 1)].IndexOfAnyExcept(s_nameChars);
        return nameLength > 0 && query[nameLength] == '=';
    }
}
