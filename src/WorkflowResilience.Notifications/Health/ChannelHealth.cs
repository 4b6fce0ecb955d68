namespace WorkflowResilience.Notifications;

/// <summary>How a channel does.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What sort it is: <c>slack</c>, <c>email</c> and so on.</param>
/// <param name="Enabled">Whether it is used.</param>
/// <param name="Circuit">The state of its circuit breaker.</param>
/// <param name="PausedUntil">Until when the provider wants no messages; null: it takes them.</param>
/// <param name="Pending">How many messages wait for it.</param>
/// <param name="LastAcceptedAt">When it last accepted one; null: not since the start.</param>
/// <param name="LastFailure">Why its last try failed; null when the last try was accepted or there was none.</param>
public sealed record ChannelHealth(
    string Name, string Type, bool Enabled, CircuitState Circuit, DateTimeOffset? PausedUntil, int Pending, DateTimeOffset? LastAcceptedAt, string? LastFailure)
{
    /// <summary>Whether messages get through, as far as is known.</summary>
    public bool IsHealthy => Enabled && Circuit == CircuitState.Closed && LastFailure is null;
}
