namespace WorkflowResilience.Notifications;

/// <summary>What became of a notification when it was published. That a message was stored does not mean that it was accepted yet.</summary>
/// <param name="Outcome">What was decided.</param>
/// <param name="IsDurable">Whether the decision and the messages are stored. When not, they are sent from memory.</param>
/// <param name="IncidentKey">The incident it belongs to; null when it is of none.</param>
/// <param name="Deliveries">The messages that go, or are held until more come, each for one channel.</param>
/// <param name="Suppressed">The channels that are told in a digest instead, and why.</param>
public sealed record PublishResult(
    PublishOutcome Outcome, bool IsDurable, string? IncidentKey, IReadOnlyList<PlannedDelivery> Deliveries, IReadOnlyList<SuppressedChannel> Suppressed);
