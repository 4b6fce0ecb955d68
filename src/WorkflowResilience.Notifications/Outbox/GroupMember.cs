namespace WorkflowResilience.Notifications;

/// <summary>A further notification in the same message.</summary>
/// <param name="Notification">What it tells.</param>
/// <param name="IncidentKey">Its incident; null when it is of none.</param>
internal sealed record GroupMember(Notification Notification, string? IncidentKey);
