using WorkflowResilience.Time;

namespace WorkflowResilience.Notifications;

/// <summary>Brings mails to a server by SMTP (RFC 5321): a connection for each, for alerts are rare and servers drop idle ones. Thread-safe.</summary>
internal sealed class SmtpTransport(EmailSettings settings, TimeProvider time) : IEmailTransport
{
    private readonly Clock _clock = new(time);

    public async ValueTask<EmailReceipt> SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        try
        {
            using SmtpConnection connection = await SmtpConnection.OpenAsync(settings, _clock, cancellationToken).ConfigureAwait(false);
            SmtpSession session = await SmtpSession.BeginAsync(connection, settings, cancellationToken).ConfigureAwait(false);
            EmailReceipt receipt = await new SmtpTransaction(session, message).SendAsync(cancellationToken).ConfigureAwait(false);
            await session.QuitAsync(cancellationToken).ConfigureAwait(false);
            return receipt;
        }
        catch (SmtpFailure failure)
        {
            return EmailReceipt.ForAll(message, failure.Result);
        }
    }
}
