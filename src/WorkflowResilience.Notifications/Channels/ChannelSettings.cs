namespace WorkflowResilience.Notifications;

/// <summary>Where a channel is and how it is used. A closed hierarchy: made by its factories.</summary>
/// <remarks>Immutable; read when the center is made, and again when the configuration changes.</remarks>
public abstract partial record ChannelSettings
{
    private protected ChannelSettings()
    {
    }

    /// <summary>Whether it is used. One that is not is skipped, and said to be skipped. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How many messages it takes; null: what the provider documents.</summary>
    public ChannelRate? Rate { get; init; }

    /// <summary>How long one try may take: above zero, at most two minutes. Default 15 s.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The channel that takes over when this one has not accepted a message in time; null: none. A route's own list wins.</summary>
    public string? Failover { get; init; }

    /// <summary>A channel of the host's own.</summary>
    /// <param name="channel">The channel.</param>
    public static ChannelSettings Custom(INotificationChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return new CustomChannelSettings(_ => channel);
    }

    /// <summary>A channel of the host's own, made with its services when the center is made.</summary>
    /// <param name="create">Makes it.</param>
    public static ChannelSettings Custom(Func<IServiceProvider, INotificationChannel> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return new CustomChannelSettings(create);
    }

    /// <summary>What the channel is called in documents and metrics: <c>slack</c>, <c>email</c> and so on.</summary>
    internal abstract string Type { get; }

    /// <summary>All that <see cref="Type"/> can be.</summary>
    internal static IReadOnlyList<string> Types { get; } = ["slack", "teams", "pagerduty", "webhook", "alertmanager", "email", "custom"];

    /// <summary>Whether the receiver knows incidents by their key, so that a message tells of one only.</summary>
    internal virtual bool TracksIncidents => Type is "pagerduty" or "alertmanager" or "webhook";

    /// <summary>What the provider allows.</summary>
    internal abstract ChannelRate ProviderRate { get; }

    /// <summary>What <see cref="INotificationChannel.Format"/> of the channel will be, known before it is made.</summary>
    internal abstract MessageFormat Format { get; }

    internal abstract INotificationChannel Create(ChannelServices services);

    /// <summary>What is wrong with it, each a phrase that follows the channel's name: <c>has no address; set Url</c>. Never a value that may be secret.</summary>
    internal IEnumerable<string> Problems()
    {
        if (Rate is { } rate && (rate.Messages < 1 || rate.Burst < 1 || rate.Period <= TimeSpan.Zero || rate.Period > TimeSpan.FromDays(1)))
            yield return "has a rate that lets nothing through; give it at least one message, a burst of at least one, and a period up to a day";
        if (SendTimeout <= TimeSpan.Zero || SendTimeout > TimeSpan.FromMinutes(2)) yield return "has a SendTimeout that is not above zero and at most two minutes";
        foreach (string problem in OwnProblems()) yield return problem;
    }

    private protected abstract IEnumerable<string> OwnProblems();
}
