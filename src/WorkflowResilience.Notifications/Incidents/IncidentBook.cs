namespace WorkflowResilience.Notifications;

/// <summary>All incidents, open and lately resolved. Pure; guarded by the center's lock.</summary>
/// <param name="maxIncidents">How many are remembered; beyond it the one that was resolved longest ago goes, then the mildest that was not seen for longest, counted.</param>
internal sealed class IncidentBook(int maxIncidents)
{
    private readonly Dictionary<string, Incident> _incidents = new(StringComparer.Ordinal);

    // Resolved ones by when: the first to go. An entry that is not true any more is skipped.
    private readonly PriorityQueue<string, DateTimeOffset> _resolved = new();

    /// <summary>How many are not over.</summary>
    internal int OpenCount { get; private set; }

    internal int Count => _incidents.Count;

    /// <summary>How many open ones had to be forgotten.</summary>
    internal long Evicted { get; private set; }

    internal Incident? Find(string key) => _incidents.GetValueOrDefault(key);

    internal IEnumerable<Incident> All() => _incidents.Values;

    internal IEnumerable<Incident> Open() => _incidents.Values.Where(i => !i.IsOver);

    /// <summary>Puts back one that was stored.</summary>
    internal void Restore(Incident incident) => Set(incident);

    /// <summary>Notes what a notification tells of an incident.</summary>
    /// <param name="notification">The notification.</param>
    /// <param name="key">The incident's key.</param>
    /// <param name="now">The time.</param>
    /// <param name="evicted">Keys that had to be forgotten; null when there are none.</param>
    internal (IncidentChange Change, Incident? Incident) Record(Notification notification, string key, DateTimeOffset now, out List<string>? evicted)
    {
        evicted = null;
        Incident? known = Find(key);
        if (notification.Resolves)
        {
            if (known is null or { IsOver: true }) return (IncidentChange.NothingToResolve, known);
            return (IncidentChange.Resolved, Set(Over(known, notification.Recommendation is null ? null : "recovery", now)));
        }

        if (known is null or { IsOver: true })
        {
            var opened = new Incident
            {
                Key = key,
                Generation = (known?.Generation ?? 0) + 1,
                Notification = notification,
                Severity = notification.Severity,
                OpenedAt = now,
                LastSeenAt = now,
            };
            Set(opened);
            evicted = MakeRoom(key);
            return (known is null ? IncidentChange.Opened : IncidentChange.Reopened, opened);
        }

        bool isWorse = notification.Severity > known.Severity;
        Incident seen = known with { Occurrences = known.Occurrences + 1, LastSeenAt = now, Severity = isWorse ? notification.Severity : known.Severity };
        return (isWorse ? IncidentChange.Worsened : IncidentChange.Repeated, Set(seen));
    }

    /// <summary>Notes that somebody has taken it on. Null when it is not open, or somebody had before.</summary>
    internal Incident? Acknowledge(string key, string by, DateTimeOffset now) =>
        Find(key) is { State: IncidentState.Open } incident ? Set(incident with { State = IncidentState.Acknowledged, AcknowledgedAt = now, AcknowledgedBy = by }) : null;

    /// <summary>Ends it. Null when it was over, or is not known.</summary>
    internal Incident? Resolve(string key, string? by, DateTimeOffset now) => Find(key) is { IsOver: false } incident ? Set(Over(incident, by, now)) : null;

    /// <summary>Puts in a changed one.</summary>
    internal Incident Set(Incident incident)
    {
        if (_incidents.TryGetValue(incident.Key, out Incident? old) && !old.IsOver) OpenCount--;
        _incidents[incident.Key] = incident;
        if (!incident.IsOver) OpenCount++;
        else if (old is not { IsOver: true }) _resolved.Enqueue(incident.Key, incident.ResolvedAt ?? incident.LastSeenAt);
        return incident;
    }

    private static Incident Over(Incident incident, string? by, DateTimeOffset now) =>
        incident with { State = IncidentState.Resolved, ResolvedAt = now, ResolvedBy = by, Escalations = [] };

    private List<string>? MakeRoom(string newest)
    {
        List<string>? evicted = null;
        while (_incidents.Count > maxIncidents)
        {
            string? key = OldestResolved() ?? MildestOpen(newest);
            if (key is null) return evicted;
            if (!_incidents[key].IsOver)
            {
                OpenCount--;
                Evicted++;
            }

            _incidents.Remove(key);
            (evicted ??= []).Add(key);
        }

        return evicted;
    }

    private string? OldestResolved()
    {
        while (_resolved.TryDequeue(out string? key, out DateTimeOffset at))
        {
            if (Find(key) is { IsOver: true } incident && (incident.ResolvedAt ?? incident.LastSeenAt) == at) return key;
        }

        return null;
    }

    private string? MildestOpen(string newest) => _incidents.Values.Where(i => !string.Equals(i.Key, newest, StringComparison.Ordinal))
        .MinBy(i => (i.Severity, i.LastSeenAt))?.Key;
}
