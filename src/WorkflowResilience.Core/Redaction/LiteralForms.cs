using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace WorkflowResilience.Redaction;

/// <summary>The forms in which a literal may stand in a text: as it is, and encoded for a URL, for JSON, for HTML, in base64 at each of the three alignments.</summary>
internal static class LiteralForms
{
    private const int ShortestForm = 6;

    internal static IEnumerable<string> Of(string literal)
    {
        string url = Uri.EscapeDataString(literal);
        string json = JavaScriptEncoder.Default.Encode(literal);
        string relaxed = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(literal);
        return ((string[])
        [
            literal, url, LowerEscapes(url), WebUtility.UrlEncode(literal), json, LowerEscapes(json), relaxed, relaxed.Replace("/", @"\/", StringComparison.Ordinal),
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(relaxed), Ascii(relaxed), Xml(literal), Xml(literal).Replace("\"", "&quot;", StringComparison.Ordinal), WebUtility.HtmlEncode(literal), HtmlEncoder.Default.Encode(literal), .. Base64(literal),
        ]).Where(f => f.Length >= ShortestForm).Distinct(StringComparer.Ordinal);
    }

    // As writers of XML escape the text of an element.
    private static string Xml(string literal) =>
        literal.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    // As writers of JSON do that escape what must be and what is not ASCII.
    private static string Ascii(string json) => string.Concat(json.Select(c => char.IsAscii(c) ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")));

    // What stands before the literal shifts it by zero, one or two bytes; characters that hold bits of the neighbours are left out.
    private static IEnumerable<string> Base64(string literal)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(literal);
        for (int shift = 0; shift < 3; shift++)
        {
            string whole = Convert.ToBase64String([.. new byte[shift], .. bytes]);
            int first = shift == 0 ? 0 : shift + 1;
            int last = (shift + bytes.Length) * 8 / 6;
            string own = whole[first..last];
            yield return own;
            yield return own.Replace('+', '-').Replace('/', '_');
        }
    }

    // %2F and \u002F may be written with small letters as well.
    private static string LowerEscapes(string text)
    {
        var lower = new StringBuilder(text);
        for (int i = 0; i < text.Length; i++)
        {
            int length = text[i] == '%' ? 2 : text[i] == '\\' && i + 5 < text.Length && text[i + 1] == 'u' ? 5 : 0;
            for (int k = i + 1; k <= i + length && k < text.Length; k++) lower[k] = char.ToLowerInvariant(text[k]);
            i += length;
        }

        return lower.ToString();
    }
}
