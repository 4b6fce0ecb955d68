using System.Globalization;
using System.Text;

namespace WorkflowResilience.Argo;

/// <summary>Values in the language of expr-lang.</summary>
internal static class ExprText
{
    /// <summary>A string in double quotes. Two braces that open are taken apart: Argo substitutes <c>{{…}}</c> in the text of an expression too, before it is read.</summary>
    internal static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '{' when i > 0 && value[i - 1] == '{':
                    text.Append("\\u007b");
                    break;
                case < ' ' or (>= '\x7f' and < '\xa0') or '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        return text.Append('"').ToString();
    }

    /// <summary>Seconds, with a fraction only where there is one.</summary>
    internal static string Seconds(TimeSpan time)
    {
        decimal seconds = (decimal)time.Ticks / TimeSpan.TicksPerSecond;
        return seconds.ToString("0.#######", CultureInfo.InvariantCulture);
    }

    /// <summary>Refuses halves of characters: no text of YAML or JSON can hold them.</summary>
    internal static void RequireWhole(string value, string parameter)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i])) continue;
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1])) i++;
            else throw new ArgumentException("The text holds half of a character (a surrogate without its partner); no manifest can carry that.", parameter);
        }
    }
}
