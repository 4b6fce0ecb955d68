namespace WorkflowResilience.Notifications;

/// <summary>
/// Who is told of what: a node of a tree with the semantics of Alertmanager's. A notification enters at the root and goes down to the first child that matches, and on to the next
/// ones while a child says <see cref="Continue"/>; where no child matches, the node itself tells its channels. A child has from its parent what it does not say. Immutable.
/// </summary>
public sealed record NotificationRoute
{
    /// <summary>All of these must match; none (default): everything does.</summary>
    public IReadOnlyList<LabelMatcher> Matchers { get; init; } = [];

    /// <summary>The channels to tell, all of them; null: those of the parent.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>
    /// The channels that take over one after another when one of <see cref="Channels"/> has not accepted a message within <see cref="FailoverAfter"/>; null: those of the parent, and at
    /// the root the channel's own <see cref="ChannelSettings.Failover"/>.
    /// </summary>
    public IReadOnlyList<string>? Failover { get; init; }

    /// <summary>How long a channel has before the next takes over. From 1 s to a day; null: as the parent has it, 45 s at the root.</summary>
    public TimeSpan? FailoverAfter { get; init; }

    /// <summary>Narrower routes, asked in order.</summary>
    public IReadOnlyList<NotificationRoute> Routes { get; init; } = [];

    /// <summary>Whether the next sibling is asked too after this one has matched. Default false.</summary>
    public bool Continue { get; init; }

    /// <summary>Labels whose values notifications of one message have in common; <c>...</c>: all labels. Null: as the parent has it, workflow at the root.</summary>
    public IReadOnlyList<string>? GroupBy { get; init; }

    /// <summary>How long the first notification of a group waits for company. From zero to an hour; null: as the parent has it, 10 s at the root. Critical ones never wait.</summary>
    public TimeSpan? GroupWait { get; init; }

    /// <summary>How long after a group's message the next of the same group may go. From zero to a day; null: as the parent has it, 5 min at the root.</summary>
    public TimeSpan? GroupInterval { get; init; }

    /// <summary>How long after a channel was told of an incident it is told again that it goes on. From 1 min to 30 days; null: as the parent has it, 4 h at the root.</summary>
    public TimeSpan? RepeatInterval { get; init; }

    /// <summary>How many messages an hour go to each channel of this route, critical ones and ends of incidents aside. At least 1; null: as the parent has it, no cap at the root.</summary>
    public int? HourlyCap { get; init; }

    /// <summary>How many messages a day go to each channel of this route, critical ones and ends of incidents aside. At least 1; null: as the parent has it, no cap at the root.</summary>
    public int? DailyCap { get; init; }

    /// <summary>A route to channels for all there is.</summary>
    /// <param name="channels">The channels' names.</param>
    public static NotificationRoute To(params IReadOnlyList<string> channels) => new() { Channels = channels };

    /// <summary>A route for what is at least this grave.</summary>
    /// <param name="minimum">The mildest severity that matches.</param>
    /// <param name="channels">The channels' names.</param>
    public static NotificationRoute ForSeverity(FailureSeverity minimum, params IReadOnlyList<string> channels) => new()
    {
        Matchers = [LabelMatcher.Matches(NotificationLabels.Severity, string.Join('|', Enum.GetValues<FailureSeverity>().Where(s => s >= minimum).Select(SnakeCase.Of)))],
        Channels = channels,
    };
}
