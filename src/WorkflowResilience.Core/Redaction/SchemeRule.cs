using System.Text;

namespace WorkflowResilience.Redaction;

/// <summary><c>Bearer</c> and <c>Basic</c> credentials outside a header.</summary>
internal static class SchemeRule
{
    internal static readonly string[] Literals = ["bearer", "basic", "negotiate", "auth plain", "auth login"];

    private const int ShortestBearer = 16;
    private const int ShortestBasic = 8;
    private const int LongestBasic = 512;

    internal static void Apply(ref RedactionScan scan, int at, Anchor anchor)
    {
        ReadOnlySpan<char> text = scan.Text;
        if (!Boundary.IsBefore(text, at)) return;
        int start = SkipGap(text, at + anchor.Literal.Length);
        if (start == at + anchor.Literal.Length) return;
        bool basic = anchor.Literal.Equals("basic", StringComparison.Ordinal);
        int end = scan.RunEnd(basic ? Charset.Base64 : Charset.Token68, start);
        while (end > start && text[end - 1] is '.' or '\\') end--;
        ReadOnlySpan<char> value = text[start..end];
        if (anchor.Literal[0] == 'a' ? IsBase64(value) : basic ? IsPair(value) : value.Length >= ShortestBearer && !Looks.Words(value) && value.ContainsAnyInRange('0', '9')) scan.Replace(start, end);
    }

    private static bool IsBase64(ReadOnlySpan<char> value) => value.Length >= ShortestBasic && value.Length % 4 == 0 && value.ContainsAnyInRange('A', 'Z') && value.ContainsAnyInRange('a', 'z');

    /// <summary>Whether a text is the base64 of a name, a colon and a password.</summary>
    internal static bool IsPair(ReadOnlySpan<char> base64)
    {
        if (base64.Length is < ShortestBasic or > LongestBasic) return false;
        Span<byte> bytes = stackalloc byte[LongestBasic];
        ReadOnlySpan<char> whole = base64[..(base64.Length / 4 * 4)];
        return Convert.TryFromBase64Chars(whole, bytes, out int count) && bytes[..count].Contains((byte)':') && Ascii.IsValid(bytes[..count]) && !bytes[..count].ContainsAnyInRange((byte)0, (byte)31);
    }

    private static int SkipGap(ReadOnlySpan<char> text, int from)
    {
        int at = from;
        for (int n = 0; n < 4; n++)
        {
            EncodedChar unit = EncodedChar.Read(text, at);
            if (!unit.IsBlank && unit.Value is not ('+' or ':' or '=') && !(unit.IsQuote && n > 0)) break;
            at += unit.Length;
        }

        return at;
    }
}
