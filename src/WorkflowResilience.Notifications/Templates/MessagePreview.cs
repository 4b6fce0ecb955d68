namespace WorkflowResilience.Notifications;

/// <summary>A message as it would be sent.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Kind">The kind of message.</param>
/// <param name="Title">Its title.</param>
/// <param name="Text">Its body in the channel's markup.</param>
/// <param name="Problem">Why the host's template was not used; null when it was, or there is none.</param>
public sealed record MessagePreview(string Channel, NotificationKind Kind, string Title, string Text, string? Problem);
