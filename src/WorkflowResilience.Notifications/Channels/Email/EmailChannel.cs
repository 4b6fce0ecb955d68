namespace WorkflowResilience.Notifications;

/// <summary>E-mail. A delivery is over when each recipient has it or never will; a retry goes to the rest.</summary>
internal sealed class EmailChannel : INotificationChannel
{
    private readonly IEmailTransport _transport;
    private readonly TimeProvider _time;
    private readonly EmailComposer _composer;
    private readonly IReadOnlyList<IReadOnlyList<EmailAddress>> _envelopes;
    private readonly SettledRecipients _settled = new();

    internal EmailChannel(EmailSettings settings, IEmailTransport transport, TimeProvider time)
    {
        (_transport, _time) = (transport, time);
        _composer = new EmailComposer(EmailAddress.Parse(settings.From));
        _envelopes = EmailEnvelopes.Of(settings.To.Select(EmailAddress.Parse), settings.MaxRecipientsPerMessage);
    }

    public MessageFormat Format => MessageFormat.Html;

    public async ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, DeliveryResult> known = _settled.Of(message.DeliveryId);
        List<DeliveryResult> results = [.. known.Values];
        DeliveryResult? stop = null;
        foreach (IReadOnlyList<EmailAddress> to in _envelopes)
        {
            EmailAddress[] open = [.. to.Where(recipient => !known.ContainsKey(recipient.Address))];
            if (open.Length == 0) continue;
            if (cancellationToken.IsCancellationRequested) stop ??= DeliveryResult.Transient("interrupted");

            // What is wrong with the channel is wrong with it for the others as well.
            if (stop is not null)
            {
                results.AddRange(open.Select(_ => stop));
                continue;
            }

            EmailMessage mail = _composer.Compose(message, to, open, _time.GetUtcNow());
            EmailRecipientResult[] sent = [.. Complete(mail, await TrySend(mail, cancellationToken).ConfigureAwait(false))];
            _settled.Add(message.DeliveryId, sent);
            results.AddRange(sent.Select(static result => result.Result));
            stop = sent.Select(static result => result.Result).FirstOrDefault(static result => result.Status is DeliveryStatus.Faulted or DeliveryStatus.Throttled);
        }

        DeliveryResult outcome = EmailOutcome.Of(results, EmailComposer.MessageId(message, _composer.From));
        if (outcome.Status is DeliveryStatus.Accepted or DeliveryStatus.Rejected) _settled.Remove(message.DeliveryId);
        return outcome;
    }

    private static IEnumerable<EmailRecipientResult> Complete(EmailMessage mail, EmailReceipt receipt)
    {
        foreach (EmailAddress recipient in mail.Recipients)
        {
            EmailRecipientResult? told = receipt.Results.FirstOrDefault(result => string.Equals(result.Recipient.Address, recipient.Address, StringComparison.Ordinal));
            yield return new EmailRecipientResult(recipient, told?.Result ?? DeliveryResult.Transient("no-result", isAmbiguous: true));
        }
    }

    private async ValueTask<EmailReceipt> TrySend(EmailMessage mail, CancellationToken cancellationToken)
    {
        try
        {
            return await _transport.SendAsync(mail, cancellationToken).ConfigureAwait(false) ?? EmailReceipt.Of([]);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return EmailReceipt.ForAll(mail, DeliveryResult.Transient("interrupted", isAmbiguous: true));
        }
        catch (Exception e)
        {
            return EmailReceipt.ForAll(mail, DeliveryResult.Transient("transport-failed", isAmbiguous: true, excerpt: FailureText.Of(e)));
        }
    }
}
