namespace WorkflowResilience.Notifications;

/// <summary>A message as a channel sends it: redacted and rendered. Immutable.</summary>
public sealed record ChannelMessage
{
    /// <summary>What the delivery is known by: the same at every retry, for receivers that recognise what they have already. Letters, digits, <c>_</c> and <c>-</c>; at most 64.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>What it tells of.</summary>
    public required NotificationKind Kind { get; init; }

    /// <summary>How bad it is.</summary>
    public required FailureSeverity Severity { get; init; }

    /// <summary>What it does to its incident.</summary>
    public MessageAction Action { get; init; }

    /// <summary>The incident's key: 64 hexadecimal digits, the same for all messages of an incident. Null for messages of none.</summary>
    public string? IncidentKey { get; init; }

    /// <summary>The title: one line of plain text. The channel escapes and cuts it.</summary>
    public required string Title { get; init; }

    /// <summary>The body in the channel's <see cref="INotificationChannel.Format"/>: values in it are escaped already.</summary>
    public required string Text { get; init; }

    /// <summary>The body as plain text, for places that take no markup.</summary>
    public required string PlainText { get; init; }

    /// <summary>Facts to show beside the text, the most important first; plain, the channel escapes them.</summary>
    public IReadOnlyList<MessageField> Fields { get; init; } = [];

    /// <summary>The notification's labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where more can be seen; null when there is no such place.</summary>
    public Uri? Link { get; init; }

    /// <summary>When what it tells of happened.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>A colour for the message, as <c>#RRGGBB</c>; channels with a palette take the nearest of theirs by <see cref="Severity"/> and <see cref="Action"/>. Null: the channel's own.</summary>
    public string? Color { get; init; }

    /// <summary>Which try this is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Whether an earlier try was refused as too large: the smallest form that still says what happened is wanted.</summary>
    public bool IsReduced { get; init; }
}
