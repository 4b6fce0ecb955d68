namespace WorkflowResilience.Notifications;

/// <summary>What brings a mail to a server. The package has one of its own for SMTP; a host plugs in another, such as one over MailKit or over a provider's HTTP API.</summary>
/// <remarks>Must be thread-safe. It tries once: retries are the outbox's business, and go only to recipients whose result may pass by itself.</remarks>
public interface IEmailTransport
{
    /// <summary>Sends a mail once.</summary>
    /// <param name="message">The mail. The same <see cref="EmailMessage.MessageId"/> comes again when an earlier try may or may not have arrived.</param>
    /// <param name="cancellationToken">Cancelled when the attempt's time is over and when the host stops.</param>
    /// <returns>What came of it for each recipient. What is thrown instead counts for all of them as a transient failure that may have arrived.</returns>
    ValueTask<EmailReceipt> SendAsync(EmailMessage message, CancellationToken cancellationToken);
}
