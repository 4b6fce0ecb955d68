namespace WorkflowResilience.Notifications;

/// <summary>Hears what becomes of deliveries. Called outside the outbox's lock, after what it tells of has been stored.</summary>
internal interface IDeliveryListener
{
    /// <summary>The message of a delivery for a channel.</summary>
    ChannelMessage Render(StoredDelivery delivery, string channel);

    /// <summary>A channel has accepted it.</summary>
    void OnAccepted(StoredDelivery delivery, DeliveryResult result, TimeSpan took);

    /// <summary>A try failed; it is tried again.</summary>
    void OnFailed(StoredDelivery delivery, DeliveryResult result, DateTimeOffset retryAt, TimeSpan took);

    /// <summary>It was given up.</summary>
    void OnDead(StoredDelivery delivery, string reason);

    /// <summary>The next channel takes over.</summary>
    void OnFailedOver(StoredDelivery delivery, StoredDelivery replacement);

    /// <summary>It is not sent any more, because its incident was resolved before.</summary>
    void OnOvertaken(StoredDelivery delivery);

    /// <summary>The store could not be written: what was to be stored is in memory only.</summary>
    void OnStoreFailed(Exception exception);
}
