using System.Buffers;

namespace WorkflowResilience.Redaction;

/// <summary>
/// Values in the query of a URL whose names say little elsewhere, and those that look drawn by a machine whatever their names. Names that hold secrets anywhere are left to
/// <see cref="NameRule"/>.
/// </summary>
internal static class QueryRule
{
    private const int ShortestValue = 6;
    private const int ShortestOfAnyName = 20;
    private const int LongestName = 64;

    private static readonly SearchValues<char> s_nameChars = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.~%[]$");

    /// <summary>Applies the rule in a whole text.</summary>
    internal static void Apply(ref RedactionScan scan)
    {
        ReadOnlySpan<char> text = scan.Text;
        int at = text.IndexOf('?');
        while (at >= 0)
        {
            int next = Query(ref scan, at + 1);
            int found = text[next..].IndexOf('?');
            at = found < 0 ? -1 : next + found;
        }
    }

    private static int Query(ref RedactionScan scan, int start)
    {
        ReadOnlySpan<char> text = scan.Text;
        int end = scan.RunEnd(Charset.Value, start);
        int first = text[start..Math.Min(end, start + LongestName)].IndexOfAnyExcept(s_nameChars);
        if (first == 0) return start;
        for (int part = start; part < end;)
        {
            int separator = text[part..end].IndexOf('&');
            int partEnd = separator < 0 ? end : part + separator;
            Part(ref scan, part, partEnd);
            part = partEnd + 1;
        }

        return end;
    }

    private static void Part(ref RedactionScan scan, int start, int end)
    {
        ReadOnlySpan<char> text = scan.Text;
        if (text[start..end].StartsWith("amp;")) start += 4;
        int equals = text[start..end].IndexOf('=');
        ReadOnlySpan<char> name = equals < 0 ? default : text.Slice(start, equals);
        int valueStart = start + equals + 1;
        int length = text[valueStart..end].IndexOfAny(Letters.QueryValueEnds);
        int valueEnd = length < 0 ? end : valueStart + length;
        valueEnd = valueStart + text[valueStart..valueEnd].TrimEnd(".:!").Length;
        ReadOnlySpan<char> value = text[valueStart..valueEnd];
        if (value.Length < ShortestValue || Placeholders.Contains(value)) return;
        if (IsQueryName(name) ? !Looks.Words(value) && value.ContainsAnyExceptInRange('0', '9') : (name.IsEmpty || value.Length >= ShortestOfAnyName) && Looks.Random(value) && !Looks.Path(value) && !value.Contains('.')) scan.Replace(valueStart, valueEnd);
    }

    private static bool IsQueryName(ReadOnlySpan<char> name) =>
        name.Equals("key", StringComparison.OrdinalIgnoreCase) || name.Equals("code", StringComparison.OrdinalIgnoreCase) || name.Equals("sig", StringComparison.OrdinalIgnoreCase)
        || name.Equals("auth", StringComparison.OrdinalIgnoreCase) || name.Equals("sign", StringComparison.OrdinalIgnoreCase) || name.EndsWith("signature", StringComparison.OrdinalIgnoreCase);
}
