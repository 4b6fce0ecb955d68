namespace WorkflowResilience.Notifications;

/// <summary>What a message can show: the notification and what is known of its incident. Immutable, redacted.</summary>
public sealed record MessageModel
{
    /// <summary>What is told.</summary>
    public required Notification Notification { get; init; }

    /// <summary>What the message does to its incident.</summary>
    public MessageAction Action { get; init; }

    /// <summary>The incident's key; null for messages of none.</summary>
    public string? IncidentKey { get; init; }

    /// <summary>How often it happened in this incident. Default 1.</summary>
    public long Occurrences { get; init; } = 1;

    /// <summary>When the incident opened; null for messages of none.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Who has taken it on; null: nobody.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>Further notifications in the same message.</summary>
    public IReadOnlyList<Notification> Grouped { get; init; } = [];

    /// <summary>How many more there are for which there was no room.</summary>
    public long GroupedMore { get; init; }

    /// <summary>What was held back, for a digest.</summary>
    public IReadOnlyList<DigestLine> DigestLines { get; init; } = [];

    /// <summary>Which message of an escalation this is, from 1; 0: of none.</summary>
    public int EscalationLevel { get; init; }

    /// <summary>The channel's name.</summary>
    public string Channel { get; init; } = "";

    /// <summary>What the delivery is known by.</summary>
    public string DeliveryId { get; init; } = "";
}
