using System.Text;

namespace WorkflowResilience.Notifications;

/// <summary>Makes mails of messages. Pure.</summary>
internal sealed class EmailComposer(EmailAddress from)
{
    internal const int MaxFields = 50;
    internal const int MaxFieldName = 100;
    internal const int MaxFieldValue = 2000;
    private const int MaxSubject = 200;
    private const int MaxText = 64 * 1024;
    private const int MaxReducedText = 2000;

    internal EmailAddress From => from;

    /// <summary>The mail's id, made of the delivery's: the same at every retry.</summary>
    internal static string MessageId(ChannelMessage message, EmailAddress from) => $"<{Token(message.DeliveryId)}@{from.Domain}>";

    /// <summary>The mail for some recipients.</summary>
    /// <param name="message">The message.</param>
    /// <param name="to">Whom the header names.</param>
    /// <param name="recipients">Who is to get it now, of <paramref name="to"/>.</param>
    /// <param name="now">The time to date it by. Not when it happened: mail programs would file a reminder under days ago.</param>
    internal EmailMessage Compose(ChannelMessage message, IReadOnlyList<EmailAddress> to, IReadOnlyList<EmailAddress> recipients, DateTimeOffset now)
    {
        string title = EmailText.OneLine(message.Title, MaxSubject);
        if (title.Length == 0) title = message.Kind.ToString();
        var mail = new EmailMessage
        {
            From = from,
            To = to,
            Recipients = recipients,
            MessageId = MessageId(message, from),
            Subject = title,
            Date = now,
            Text = Text(message),
            Html = message.IsReduced ? null : EmailHtml.Of(message, title),
            Headers = [.. Headers(message)],
            Content = ReadOnlyMemory<byte>.Empty,
        };
        return mail with { Content = MimeContent.Of(mail) };
    }

    /// <summary>The link as it may be shown: of the web, without a user or a password in it.</summary>
    internal static string? Link(ChannelMessage message) => message.Link is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "" } link ? link.AbsoluteUri : null;

    private static string Text(ChannelMessage message)
    {
        var text = new StringBuilder(EmailText.Lines(message.PlainText, message.IsReduced ? MaxReducedText : MaxText));
        if (!message.IsReduced && message.Fields.Count > 0)
        {
            text.Append('\n');
            foreach (MessageField field in message.Fields.Take(MaxFields))
                text.Append('\n').Append(EmailText.OneLine(field.Name, MaxFieldName)).Append(": ").Append(EmailText.Lines(field.Value, MaxFieldValue));
        }

        if (Link(message) is { } link) text.Append("\n\n").Append(link);
        return text.ToString();
    }

    private IEnumerable<KeyValuePair<string, string>> Headers(ChannelMessage message)
    {
        // Answering machines stay silent (RFC 3834, and Exchange's own word for it).
        yield return new("Auto-Submitted", "auto-generated");
        yield return new("X-Auto-Response-Suppress", "All");
        if (message.Severity >= FailureSeverity.Critical && message.Action != MessageAction.Resolve) yield return new("Importance", "high");
        if (message.IncidentKey is not { Length: > 0 } incident) yield break;

        // No mail has this id: it is what all mails of the incident answer to, whichever of them comes first.
        string root = $"<incident-{Token(incident)}@{from.Domain}>";
        yield return new("In-Reply-To", root);
        yield return new("References", root);
    }

    // What a Message-ID may hold before its @, of what a host may have made of an id.
    private static string Token(string id) =>
        string.Concat(id.Take(64).Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
}
