namespace WorkflowResilience.Notifications;

/// <summary>One rule's course for one incident: a copy of the rule as it was when the incident opened, and how far it has come. Stored with the incident.</summary>
internal sealed record EscalationPlan
{
    public required string Rule { get; init; }

    public required IReadOnlyList<string> Channels { get; init; }

    public TimeSpan? RepeatEvery { get; init; }

    public int MaxRepeats { get; init; }

    public bool StopOnAcknowledge { get; init; }

    public bool SilentInMaintenance { get; init; }

    /// <summary>How many messages have gone.</summary>
    public int Sent { get; init; }

    /// <summary>When the next is due; null when the course is over.</summary>
    public DateTimeOffset? NextAt { get; init; }

    internal static EscalationPlan Of(EscalationRule rule, DateTimeOffset openedAt) => new()
    {
        Rule = rule.Name,
        Channels = rule.Channels,
        RepeatEvery = rule.RepeatEvery,
        MaxRepeats = rule.MaxRepeats,
        StopOnAcknowledge = rule.StopOnAcknowledge,
        SilentInMaintenance = rule.SilentInMaintenance,
        NextAt = openedAt + rule.Delay,
    };

    /// <summary>When the next step of an incident is due; null when none is.</summary>
    internal static DateTimeOffset? NextOf(Incident incident)
    {
        DateTimeOffset? next = null;
        foreach (EscalationPlan plan in incident.Escalations)
        {
            if (plan.IsStopped(incident) || plan.NextAt is not { } at) continue;
            if (next is null || at < next) next = at;
        }

        return next;
    }

    internal bool IsStopped(Incident incident) => incident.IsOver || (StopOnAcknowledge && incident.State == IncidentState.Acknowledged);

    /// <summary>
    /// The course after a step at a time: overdue steps of a time when nothing ran are one step, and the next is one interval from now.
    /// </summary>
    internal EscalationPlan After(DateTimeOffset now, bool wasSilent)
    {
        if (wasSilent) return this with { NextAt = RepeatEvery is { } again ? now + again : now + TimeSpan.FromMinutes(1) };
        int sent = Sent + 1;
        return this with { Sent = sent, NextAt = RepeatEvery is { } every && sent <= MaxRepeats ? now + every : null };
    }
}
