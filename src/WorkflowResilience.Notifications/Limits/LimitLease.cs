namespace WorkflowResilience.Notifications;

/// <summary>Leave to send one message, taken when it is decided and given back when nobody could be told.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Key">The incident's key; null when it is of none.</param>
/// <param name="Route">The route.</param>
/// <param name="At">When it was taken.</param>
internal sealed record LimitLease(string Channel, string? Key, string Route, DateTimeOffset At);
