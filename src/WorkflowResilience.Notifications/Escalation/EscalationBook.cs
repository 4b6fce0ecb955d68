using System.Collections.Immutable;

namespace WorkflowResilience.Notifications;

/// <summary>What escalates when. Pure; the courses themselves stand in the incidents, so that they survive a restart with them. Guarded by the center's lock.</summary>
/// <param name="rules">The rules.</param>
internal sealed class EscalationBook(IReadOnlyList<EscalationRule> rules)
{
    private readonly PriorityQueue<string, DateTimeOffset> _due = new();

    /// <summary>Gives an incident that opened or worsened its courses. Those it has go on; rules that hold only now begin from when it opened.</summary>
    internal Incident Begin(Incident incident, ImmutableSortedDictionary<string, string> labels)
    {
        List<EscalationPlan>? plans = null;
        foreach (EscalationRule rule in rules)
        {
            if (incident.Severity < rule.MinSeverity || !LabelMatcher.AllMatch(rule.Matchers, labels)) continue;
            if (incident.Escalations.Any(p => string.Equals(p.Rule, rule.Name, StringComparison.Ordinal))) continue;
            (plans ??= [.. incident.Escalations]).Add(EscalationPlan.Of(rule, incident.OpenedAt));
        }

        if (plans is null) return incident;
        Incident escalated = incident with { Escalations = plans };
        Watch(escalated);
        return escalated;
    }

    /// <summary>Notes when an incident is due, as after a restart or a step.</summary>
    internal void Watch(Incident incident)
    {
        if (EscalationPlan.NextOf(incident) is { } at) _due.Enqueue(incident.Key, at);
    }

    /// <summary>When something may be due; <see cref="DateTimeOffset.MaxValue"/> when nothing ever is.</summary>
    internal DateTimeOffset NextAt => _due.TryPeek(out _, out DateTimeOffset at) ? at : DateTimeOffset.MaxValue;

    /// <summary>Takes the steps that are due. Each incident's state is looked at now, not when the step was planned.</summary>
    /// <param name="book">The incidents; steps are counted in them.</param>
    /// <param name="now">The time.</param>
    /// <param name="isMuted">Whether an incident is silenced or in maintenance.</param>
    /// <param name="changed">The incidents that were changed, to be stored.</param>
    internal List<EscalationStep> Take(IncidentBook book, DateTimeOffset now, Func<Incident, bool> isMuted, List<Incident> changed)
    {
        List<EscalationStep> steps = [];
        while (_due.TryPeek(out string? key, out DateTimeOffset at) && at <= now)
        {
            _due.Dequeue();
            if (book.Find(key) is not { } incident || EscalationPlan.NextOf(incident) is not { } next) continue;
            if (next <= now)
            {
                incident = Step(incident, now, isMuted, steps);
                book.Set(incident);
                changed.Add(incident);
            }

            Watch(incident);
        }

        return steps;
    }

    /// <summary>Open incidents of a rule that will never be told of again although they should be: there must be none.</summary>
    internal static IEnumerable<Incident> Forgotten(IncidentBook book) =>
        book.Open().Where(i => i.Escalations.Any(p => !p.IsStopped(i) && p.NextAt is null && p.Sent == 0));

    private static Incident Step(Incident incident, DateTimeOffset now, Func<Incident, bool> isMuted, List<EscalationStep> steps)
    {
        var plans = new EscalationPlan[incident.Escalations.Count];
        List<(string Rule, IReadOnlyList<string> Channels, int Level)> due = [];
        for (int i = 0; i < plans.Length; i++)
        {
            EscalationPlan plan = incident.Escalations[i];
            if (plan.NextAt <= now && !plan.IsStopped(incident))
            {
                bool isSilent = plan.SilentInMaintenance && isMuted(incident);
                plan = plan.After(now, isSilent);
                if (!isSilent) due.Add((plan.Rule, plan.Channels, plan.Sent));
            }

            plans[i] = plan;
        }

        Incident stepped = incident with { Escalations = plans };
        foreach ((string rule, IReadOnlyList<string> channels, int level) in due) steps.Add(new EscalationStep(stepped, rule, channels, level));
        return stepped;
    }
}
