namespace WorkflowResilience.Notifications;

/// <summary>What a template is for.</summary>
/// <param name="Kind">The kind of message; null: all kinds.</param>
/// <param name="Channel">A channel's name, or a sort of channel such as <c>slack</c> or <c>email</c>; null: all channels.</param>
public readonly record struct TemplateKey(NotificationKind? Kind, string? Channel);
