using System.Globalization;
using System.Net;
using System.Text;

namespace WorkflowResilience.Notifications;

/// <summary>The HTML body: a bar of colour, the title, the text, a table of facts and a link. Styles stand inline, for mail programs drop all others.</summary>
internal static class EmailHtml
{
    /// <summary>Beyond 102 KB Gmail hides the rest; what surrounds the text needs some of it.</summary>
    internal const int MaxText = 80 * 1024;

    private const string Font = "font-family:Segoe UI,Helvetica,Arial,sans-serif;font-size:14px;line-height:1.45;color:#1f2328";

    internal static string Of(ChannelMessage message, string title)
    {
        var html = new StringBuilder(message.Text.Length + 2048);
        html.Append("<!DOCTYPE html>\n<html>\n<head><meta charset=\"utf-8\"><title>").Append(Escape(title)).Append("</title></head>\n");
        html.Append(CultureInfo.InvariantCulture, $"<body style=\"margin:0;padding:16px;{Font}\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<div style=\"border-left:4px solid {Color(message)};padding:0 0 0 12px\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<h2 style=\"margin:0 0 8px;font-size:18px\">{Escape(title)}</h2>\n");
        html.Append("<div>").Append(Body(message)).Append("</div>\n");
        if (message.Fields.Count > 0) Facts(html, message.Fields);
        if (EmailComposer.Link(message) is { } link) html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Escape(link)}\">Open</a></p>\n");
        return html.Append("</div>\n</body>\n</html>").ToString();
    }

    // Markup cannot be cut anywhere: a text that is too long is shown plain.
    private static string Body(ChannelMessage message) => message.Text.Length <= MaxText
        ? EmailText.Lines(message.Text, MaxText)
        : $"<pre style=\"white-space:pre-wrap\">{Escape(EmailText.Lines(message.PlainText, MaxText / 4))}</pre>";

    private static void Facts(StringBuilder html, IReadOnlyList<MessageField> fields)
    {
        html.Append("<table style=\"border-collapse:collapse;margin:12px 0\">\n");
        foreach (MessageField field in fields.Take(EmailComposer.MaxFields))
        {
            html.Append("<tr><th style=\"text-align:left;vertical-align:top;padding:2px 12px 2px 0\">").Append(Escape(EmailText.OneLine(field.Name, EmailComposer.MaxFieldName)));
            html.Append("</th><td style=\"padding:2px 0\">");
            html.Append(Escape(EmailText.Lines(field.Value, EmailComposer.MaxFieldValue)).Replace("\n", "<br>\n", StringComparison.Ordinal)).Append("</td></tr>\n");
        }

        html.Append("</table>\n");
    }

    private static string Color(ChannelMessage message)
    {
        if (message.Color is ['#', _, _, _, _, _, _] color && color.AsSpan(1).IndexOfAnyExcept(s_hex) < 0) return color;
        if (message.Action == MessageAction.Resolve) return "#2da44e";
        return message.Severity switch
        {
            >= FailureSeverity.Critical => "#cf222e",
            FailureSeverity.High => "#d1601f",
            FailureSeverity.Medium => "#bf8700",
            _ => "#57606a",
        };
    }

    private static readonly System.Buffers.SearchValues<char> s_hex = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
