namespace WorkflowResilience.Notifications;

/// <summary>How the notifications do at a moment.</summary>
/// <param name="Channels">The channels, by name.</param>
/// <param name="Pending">How many messages wait or are under way.</param>
/// <param name="OldestAge">How long the oldest of them has waited.</param>
/// <param name="DeadLetters">How many were given up and are kept.</param>
/// <param name="HeldBack">How many notifications wait for a digest.</param>
/// <param name="OpenIncidents">How many incidents are not over.</param>
/// <param name="Dropped">How many notifications were dropped because too many waited to be decided on.</param>
/// <param name="StoreFailures">How often the store could not be written.</param>
public sealed record NotificationHealth(
    IReadOnlyList<ChannelHealth> Channels, int Pending, TimeSpan OldestAge, int DeadLetters, long HeldBack, int OpenIncidents, long Dropped, long StoreFailures)
{
    /// <summary>Whether everything that is to be told gets through, as far as is known.</summary>
    public bool IsHealthy => StoreFailures == 0 && Channels.Where(c => c.Enabled).All(c => c.IsHealthy);
}
