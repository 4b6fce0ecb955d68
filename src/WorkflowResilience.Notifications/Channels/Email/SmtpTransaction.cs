using System.Globalization;

namespace WorkflowResilience.Notifications;

/// <summary>One message within a conversation: sender, recipients, content. Tells of each recipient what came of it.</summary>
internal sealed class SmtpTransaction(SmtpSession session, EmailMessage message)
{
    private readonly Dictionary<EmailAddress, DeliveryResult> _refused = [];

    internal async Task<EmailReceipt> SendAsync(CancellationToken cancellationToken)
    {
        if (session.Capabilities.MaxSize > 0 && message.Content.Length > session.Capabilities.MaxSize) return EmailReceipt.ForAll(message, DeliveryResult.TooLarge("size"));
        if (message.IsInternational && !session.Capabilities.SmtpUtf8) return EmailReceipt.ForAll(message, NotInternational());
        await session.AskAsync(SmtpStep.Sender, Sender(), 250, cancellationToken).ConfigureAwait(false);
        List<EmailAddress> taken = await RecipientsAsync(cancellationToken).ConfigureAwait(false);
        DeliveryResult content = taken.Count == 0 ? DeliveryResult.Transient("protocol") : await ContentAsync(cancellationToken).ConfigureAwait(false);
        return EmailReceipt.Of(message.Recipients.Select(to => new EmailRecipientResult(to, _refused.GetValueOrDefault(to) ?? content)));
    }

    /// <summary>The content as it goes over the wire: a dot that begins a line is doubled (RFC 5321, 4.5.2).</summary>
    internal static byte[] Stuffed(ReadOnlySpan<byte> content)
    {
        List<byte> stuffed = new(content.Length + 64);
        for (int i = 0; i < content.Length; i++)
        {
            if (content[i] == '.' && (i == 0 || content[i - 1] == '\n')) stuffed.Add((byte)'.');
            stuffed.Add(content[i]);
        }

        // The end is a dot on a line of its own: what comes before it must be a line.
        if (stuffed is not [.., (byte)'\r', (byte)'\n']) stuffed.AddRange("\r\n"u8);
        return [.. stuffed];
    }

    private DeliveryResult NotInternational() => message.From.IsInternational ? DeliveryResult.Faulted("smtputf8") : DeliveryResult.Rejected("smtputf8");

    private string Sender()
    {
        string sender = $"MAIL FROM:<{message.From.Address}>";
        if (session.Capabilities.Size) sender += string.Create(CultureInfo.InvariantCulture, $" SIZE={message.Content.Length}");
        return message.IsInternational ? sender + " SMTPUTF8" : sender;
    }

    private async Task<List<EmailAddress>> RecipientsAsync(CancellationToken cancellationToken)
    {
        List<EmailAddress> taken = [];
        foreach (EmailAddress to in message.Recipients)
        {
            SmtpReply reply = await session.AskAsync($"RCPT TO:<{to.Address}>", cancellationToken).ConfigureAwait(false);

            // After 421 the server hangs up: nobody gets anything of what was begun.
            if (reply.Code == 421) throw new SmtpFailure(SmtpVerdict.Of(SmtpStep.Recipient, reply));
            if (reply.Code is 250 or 251 or 252) taken.Add(to);
            else _refused[to] = SmtpVerdict.Of(SmtpStep.Recipient, reply);
        }

        return taken;
    }

    // The recipients that were refused stay refused whatever comes of the content, so that this tells and does not throw.
    private async Task<DeliveryResult> ContentAsync(CancellationToken cancellationToken)
    {
        bool ended = false;
        try
        {
            await session.AskAsync(SmtpStep.Data, "DATA", 354, cancellationToken).ConfigureAwait(false);
            await session.WriteAsync(Stuffed(message.Content.Span), cancellationToken).ConfigureAwait(false);
            ended = true;
            SmtpReply reply = await session.EndContentAsync(cancellationToken).ConfigureAwait(false);
            return reply.Class == 2 ? DeliveryResult.Accepted(QueueId(reply) ?? message.MessageId) : SmtpVerdict.Of(SmtpStep.Content, reply);
        }
        catch (SmtpFailure failure)
        {
            return ended ? failure.AfterContent() : failure.Result;
        }
    }

    // "250 2.0.0 Ok: queued as 4F0B2C1" is what Postfix and those after it say; the id finds the message in the server's log.
    private static string? QueueId(SmtpReply reply)
    {
        const string Before = "queued as ";
        int at = reply.Lines[^1].IndexOf(Before, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        string id = string.Concat(reply.Lines[^1].Skip(at + Before.Length).TakeWhile(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.').Take(64));
        return id.Length == 0 ? null : id;
    }
}
