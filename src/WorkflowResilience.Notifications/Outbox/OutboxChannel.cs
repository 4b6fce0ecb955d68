namespace WorkflowResilience.Notifications;

/// <summary>A channel as the outbox uses it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Lane">What it has to send.</param>
/// <param name="Sender">Sends.</param>
internal sealed record OutboxChannel(string Name, ChannelLane Lane, ChannelSender Sender);
