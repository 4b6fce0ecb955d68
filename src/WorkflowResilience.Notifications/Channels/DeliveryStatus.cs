namespace WorkflowResilience.Notifications;

/// <summary>What came of one try to send a message.</summary>
public enum DeliveryStatus
{
    /// <summary>The provider has taken it. That is not yet read by anybody.</summary>
    Accepted,

    /// <summary>It failed, and may succeed later.</summary>
    Transient,

    /// <summary>The provider asks for fewer messages: the whole channel pauses.</summary>
    Throttled,

    /// <summary>This message will never be taken; others may be.</summary>
    Rejected,

    /// <summary>The message is too large: a smaller one is tried once.</summary>
    TooLarge,

    /// <summary>The channel's address or credential is wrong: nothing will be taken until somebody mends it.</summary>
    Faulted,
}
