using System.Globalization;
using System.Text;

namespace WorkflowResilience.Tests.Redaction;

/// <summary>
/// A line around a secret, made from a template when a test runs: <c>{an36}</c> stands for 36 random letters and digits, <c>«…»</c> marks the secret. So no secret, not
/// even a made-up one, stands in the tree.
/// </summary>
internal static class Drawn
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz", Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", Digits = "0123456789";

    internal static (string Line, string Secret) Line(string template, Random random)
    {
        string drawn = Fill(template, random);
        int start = drawn.IndexOf('«', StringComparison.Ordinal), end = drawn.IndexOf('»', StringComparison.Ordinal);
        return start < 0 ? (drawn, "") : (drawn.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal), drawn[(start + 1)..end]);
    }

    internal static string Fill(string template, Random random)
    {
        var text = new StringBuilder();
        for (int i = 0; i < template.Length; i++)
        {
            if (template[i] != '{' || i + 3 >= template.Length || CharsOf(template.Substring(i + 1, 2)) is not { } chars || !char.IsDigit(template[i + 3]))
            {
                text.Append(template[i]);
                continue;
            }

            int close = template.IndexOf('}', i);
            int length = int.Parse(template.AsSpan(i + 3, close - i - 3), CultureInfo.InvariantCulture);
            if (chars.Length == 0) text.Append(Convert.ToBase64String(Encoding.ASCII.GetBytes("bob:" + Draw(Lower + Upper + Digits, length, random))));
            else text.Append(Draw(chars, length, random));
            i = close;
        }

        return text.ToString();
    }

    private static string Draw(string chars, int length, Random random)
    {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) text.Append(chars[random.Next(chars.Length)]);

        // A drawn text has a letter and a digit where it may, as real ones of that length nearly always do.
        if (length >= 6 && chars.Contains('7', StringComparison.Ordinal) && chars.Contains('c', StringComparison.Ordinal)) text[1] = 'c';
        if (length >= 6 && chars.Contains('7', StringComparison.Ordinal)) text[3] = '7';
        return text.ToString();
    }

    private static string? CharsOf(string code) => code switch
    {
        "an" => Lower + Upper + Digits,
        "ln" => Lower + Digits,
        "un" => Upper + Digits,
        "hx" => "0123456789abcdef",
        "dg" => Digits,
        "le" => Lower + Upper,
        "b3" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
        "bu" => Lower + Upper + Digits + "_-",
        "b6" => Lower + Upper + Digits + "+/",
        "pw" => Lower + Upper + Digits + "!#%*-",
        "bp" => "",
        _ => null,
    };
}
