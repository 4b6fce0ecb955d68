namespace WorkflowResilience.Notifications;

/// <summary>Whom to tell as well when an incident goes on and nobody reacts. Immutable.</summary>
public sealed record EscalationRule
{
    /// <summary>What it is called in messages and the audit; unique.</summary>
    public required string Name { get; init; }

    /// <summary>It holds for incidents at least this grave. Default <see cref="FailureSeverity.Critical"/>.</summary>
    public FailureSeverity MinSeverity { get; init; } = FailureSeverity.Critical;

    /// <summary>It holds for incidents that match all of these; none (default): all.</summary>
    public IReadOnlyList<LabelMatcher> Matchers { get; init; } = [];

    /// <summary>How long after the incident opened the first message goes. From zero to 30 days. Default 15 min.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The channels to tell; at least one.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>How long between two messages. From 1 min to 30 days; null: the first is the only one. Default 30 min.</summary>
    public TimeSpan? RepeatEvery { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How many messages follow the first. From 0 to 1,000. Default 5.</summary>
    public int MaxRepeats { get; init; } = 5;

    /// <summary>Whether it ends when somebody acknowledges the incident. Default true.</summary>
    public bool StopOnAcknowledge { get; init; } = true;

    /// <summary>Whether a step that is due while the incident is silenced or in maintenance is left out and waits for the next time. Default true.</summary>
    public bool SilentInMaintenance { get; init; } = true;

    internal IEnumerable<string> Problems(IReadOnlySet<string> channels)
    {
        string where = $"The escalation '{Name}'";
        if (string.IsNullOrWhiteSpace(Name)) yield return "An escalation has no name; give it one.";
        if (Channels.Count == 0) yield return $"{where} has no channels; name at least one.";
        foreach (string channel in Channels)
        {
            if (!channels.Contains(channel)) yield return $"{where} names the channel '{channel}', which is not configured{NearestName.Hint(channel, channels)}.";
        }

        if (Delay < TimeSpan.Zero || Delay > TimeSpan.FromDays(30)) yield return $"{where} has the delay {Delay}; it must be from zero to 30 days.";
        if (RepeatEvery is { } every && (every < TimeSpan.FromMinutes(1) || every > TimeSpan.FromDays(30))) yield return $"{where} repeats every {every}; that must be from a minute to 30 days.";
        if (MaxRepeats is < 0 or > 1000) yield return $"{where} repeats {MaxRepeats} times; that must be from 0 to 1000.";
    }
}
