namespace WorkflowResilience.Notifications;

/// <summary>A channel that is not told at once.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Reason">Why: <c>cooldown</c>, <c>repeat</c>, <c>acknowledged</c>, <c>hourly-cap</c>, <c>daily-cap</c> or <c>disabled</c>.</param>
public sealed record SuppressedChannel(string Channel, string Reason);
