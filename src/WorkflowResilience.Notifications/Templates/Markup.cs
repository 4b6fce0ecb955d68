using System.Net;
using System.Text;

namespace WorkflowResilience.Notifications;

/// <summary>Escapes values for the place they are put into, so that nothing in them is taken for markup, a mention or a link.</summary>
internal static class Markup
{
    private const string TeamsSpecial = "\\*_~[]()<>`#|!";

    internal static string Escape(MessageFormat format, string value) => format switch
    {
        MessageFormat.Slack => Clean(value).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal),
        MessageFormat.Teams => Teams(Clean(value)),
        MessageFormat.Html => WebUtility.HtmlEncode(Clean(value)),
        _ => Clean(value),
    };

    /// <summary>One line: whatever would begin another is a space.</summary>
    internal static string OneLine(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (char c in value)
        {
            bool isSpace = char.IsWhiteSpace(c) || char.IsControl(c) || c is '\u2028' or '\u2029';
            if (!isSpace) text.Append(c);
            else if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
        }

        return text.ToString().TrimEnd();
    }

    // Lines that begin with a list's mark are made ordinary by the escapes of their first character.
    private static string Teams(string value)
    {
        var text = new StringBuilder(value.Length + 16);
        bool atStart = true;
        foreach (char c in value)
        {
            if (c is '<') text.Append("&lt;");
            else if (c is '>') text.Append("&gt;");
            else if (TeamsSpecial.Contains(c, StringComparison.Ordinal) || (atStart && c is '-' or '+')) text.Append('\\').Append(c);
            else text.Append(c);
            atStart = c == '\n' || (atStart && c == ' ');
        }

        return text.ToString();
    }

    // Control characters but line feeds and tabs, and halves of surrogate pairs, which no encoder takes.
    private static string Clean(string value)
    {
        int i = 0;
        while (i < value.Length && !IsBad(value, i)) i++;
        if (i == value.Length) return value;
        var text = new StringBuilder(value.Length);
        for (int at = 0; at < value.Length; at++)
        {
            if (!IsBad(value, at)) text.Append(value[at]);
            else if (char.IsSurrogate(value[at])) text.Append('\uFFFD');
        }

        return text.ToString();
    }

    private static bool IsBad(string value, int at)
    {
        char c = value[at];
        if (char.IsControl(c)) return c is not ('\n' or '\t');
        if (char.IsHighSurrogate(c)) return at + 1 >= value.Length || !char.IsLowSurrogate(value[at + 1]);
        return char.IsLowSurrogate(c) && (at == 0 || !char.IsHighSurrogate(value[at - 1]));
    }
}
