using System.Collections.Immutable;

namespace WorkflowResilience.Notifications;

/// <summary>Finds the open incident that another follows from: a failing ancestor of the same run, or one that a rule names. Pure; guarded by the center's lock.</summary>
/// <param name="rules">The rules.</param>
/// <param name="capacity">How many failures are remembered.</param>
internal sealed class Inhibitor(IReadOnlyList<InhibitionRule> rules, int capacity = 10_000)
{
    // Failures by id, with the incident they opened or belong to, and what they follow from themselves.
    private readonly Dictionary<string, (string? Incident, string? CausedBy)> _failures = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly Dictionary<string, ImmutableSortedDictionary<string, string>> _sources = new(StringComparer.Ordinal);

    /// <summary>Notes a failure and the incident it belongs to.</summary>
    internal void Note(Notification notification, string? incident, ImmutableSortedDictionary<string, string> labels)
    {
        if (notification.FailureId is { } id && _failures.TryAdd(id, (incident, notification.CausedBy?.FailureId)))
        {
            _order.Enqueue(id);
            if (_order.Count > capacity) _failures.Remove(_order.Dequeue());
        }

        if (incident is not null && rules.Count > 0 && _sources.Count < capacity && rules.Any(r => LabelMatcher.AllMatch(r.Source, labels))) _sources[incident] = labels;
    }

    /// <summary>An incident is over.</summary>
    internal void Forget(string incident) => _sources.Remove(incident);

    /// <summary>The key of the open incident that a notification follows from; null when it stands for itself, and for what ends an incident.</summary>
    /// <param name="notification">The notification.</param>
    /// <param name="incident">Its own incident: never its own source.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="isOpen">Whether an incident is open.</param>
    internal string? Find(Notification notification, string? incident, ImmutableSortedDictionary<string, string> labels, Func<string, bool> isOpen)
    {
        if (notification.Resolves) return null;
        string? failure = notification.CausedBy?.FailureId;

        // The chain is as long as the workflow is deep; the bound ends a circle, which only a wrong host could make.
        for (int depth = 0; failure is not null && depth < 64 && _failures.TryGetValue(failure, out (string? Incident, string? CausedBy) source); depth++)
        {
            if (source.Incident is { } key && !string.Equals(key, incident, StringComparison.Ordinal) && isOpen(key)) return key;
            failure = source.CausedBy;
        }

        foreach (InhibitionRule rule in rules)
        {
            if (!LabelMatcher.AllMatch(rule.Target, labels)) continue;
            foreach ((string key, ImmutableSortedDictionary<string, string> source) in _sources)
            {
                if (string.Equals(key, incident, StringComparison.Ordinal) || !isOpen(key) || !LabelMatcher.AllMatch(rule.Source, source)) continue;
                if (HaveEqual(rule.Equal, source, labels) && !(LabelMatcher.AllMatch(rule.Source, labels) && LabelMatcher.AllMatch(rule.Target, source))) return key;
            }
        }

        return null;
    }

    private static bool HaveEqual(IReadOnlyList<string> names, ImmutableSortedDictionary<string, string> a, ImmutableSortedDictionary<string, string> b)
    {
        foreach (string name in names)
        {
            if (!string.Equals(a.GetValueOrDefault(name, ""), b.GetValueOrDefault(name, ""), StringComparison.Ordinal)) return false;
        }

        return true;
    }
}
