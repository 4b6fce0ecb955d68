using System.Globalization;
using System.Text;

namespace WorkflowResilience.Notifications;

/// <summary>The bytes of a mail.</summary>
internal static class MimeContent
{
    /// <summary>The whole message. In quoted-printable <c>=_</c> cannot occur, so that no body can hold the boundary, and only headers can go beyond ASCII.</summary>
    internal static byte[] Of(EmailMessage message)
    {
        var text = new StringBuilder(1024 + (2 * message.Text.Length) + (2 * (message.Html?.Length ?? 0)));
        MimeHeader.Tokens(text, "Date", Date(message.Date));
        MimeHeader.Addresses(text, "From", [message.From]);
        MimeHeader.Addresses(text, "To", message.To);
        MimeHeader.Tokens(text, "Message-ID", message.MessageId);
        MimeHeader.Unstructured(text, "Subject", message.Subject);
        foreach ((string name, string value) in message.Headers) MimeHeader.Tokens(text, name, value);
        MimeHeader.Tokens(text, "MIME-Version", "1.0");
        if (message.Html is null)
        {
            Part(text, "text/plain", message.Text);
            return Encoding.UTF8.GetBytes(text.ToString());
        }

        const string Boundary = "=_part";
        text.Append("Content-Type: multipart/alternative; boundary=\"" + Boundary + "\"\r\n\r\n--" + Boundary + "\r\n");
        Part(text, "text/plain", message.Text);
        text.Append("--" + Boundary + "\r\n");
        Part(text, "text/html", message.Html);
        text.Append("--" + Boundary + "--\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Part(StringBuilder text, string type, string body)
    {
        text.Append("Content-Type: ").Append(type).Append("; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        QuotedPrintable.Append(text, body);
    }

    // RFC 5322, 3.3; +0000 says UTC.
    private static string Date(DateTimeOffset date) => date.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
}
