namespace WorkflowResilience.Notifications;

/// <summary>How a message of one kind is written for one sort of channel. Immutable; checked when the center is made.</summary>
public sealed record MessageTemplate
{
    /// <summary>The title, one line of plain text with placeholders such as <c>{stage} failed in {workflow}</c>. Null: the built-in one.</summary>
    public string? Title { get; init; }

    /// <summary>The body with placeholders, in the channel's own markup; values are escaped. Null: the built-in one.</summary>
    public string? Body { get; init; }

    /// <summary>A colour as <c>#RRGGBB</c>; null: that of the severity.</summary>
    public string? Color { get; init; }

    /// <summary>The longest body, in characters. From 100 to 100,000. Default 4,000. Channels may cut more.</summary>
    public int MaxLength { get; init; } = 4000;
}
