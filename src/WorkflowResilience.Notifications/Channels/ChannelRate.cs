namespace WorkflowResilience.Notifications;

/// <summary>How many messages a channel takes: a token bucket.</summary>
/// <param name="Messages">How many in <paramref name="Period"/> in the long run; above 0.</param>
/// <param name="Period">The period; above zero, at most a day.</param>
/// <param name="Burst">How many at once after a quiet time; at least 1.</param>
public sealed record ChannelRate(int Messages, TimeSpan Period, int Burst)
{
    /// <summary>One message a second and three at once: what Slack allows a webhook.</summary>
    public static ChannelRate OneASecond { get; } = new(1, TimeSpan.FromSeconds(1), 3);
}
