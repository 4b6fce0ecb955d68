namespace WorkflowResilience.Notifications;

/// <summary>A message for a channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="DeliveryId">What the delivery is known by.</param>
public sealed record PlannedDelivery(string Channel, string DeliveryId);
