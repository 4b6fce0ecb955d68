namespace WorkflowResilience.Notifications;

/// <summary>A place that messages go to. Hosts write their own; <see cref="ChannelSettings.Custom(INotificationChannel)"/> registers it.</summary>
/// <remarks>
/// Must be thread-safe: messages of different incidents are sent at the same time; those of one incident one after another. Retries, pauses, rates, deadlines and failover are the
/// outbox's business: a channel sends once and says what came of it. What it throws counts as a transient failure that may have arrived.
/// </remarks>
public interface INotificationChannel
{
    /// <summary>How <see cref="ChannelMessage.Text"/> is to be written. Default plain text.</summary>
    MessageFormat Format => MessageFormat.Plain;

    /// <summary>Sends a message once.</summary>
    /// <param name="message">The message. The same <see cref="ChannelMessage.DeliveryId"/> comes again when an earlier try may or may not have arrived.</param>
    /// <param name="cancellationToken">Cancelled when the attempt's time is over (15 s by default) and when the host stops.</param>
    /// <returns>What came of it. Only <see cref="DeliveryStatus.Accepted"/> ends the delivery well.</returns>
    ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken);
}
