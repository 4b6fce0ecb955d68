using System.Collections.Immutable;

namespace WorkflowResilience.Notifications;

/// <summary>Silences and maintenance windows: whether something is told now. Pure; guarded by the center's lock.</summary>
/// <param name="windows">The maintenance windows.</param>
internal sealed class SilenceBook(IReadOnlyList<MaintenanceWindow> windows)
{
    private readonly Dictionary<string, Silence> _silences = new(StringComparer.Ordinal);

    internal IReadOnlyList<Silence> All => [.. _silences.Values.OrderBy(s => s.EndsAt)];

    internal void Set(Silence silence) => _silences[silence.Id!] = silence;

    /// <summary>Ends one now. Null when it is not known or is over.</summary>
    internal Silence? Expire(string id, DateTimeOffset now)
    {
        if (!_silences.TryGetValue(id, out Silence? silence) || silence.EndsAt <= now) return null;
        return _silences[id] = silence with { EndsAt = now };
    }

    /// <summary>Forgets those that ended longer ago than a day.</summary>
    /// <returns>Their ids.</returns>
    internal List<string> Prune(DateTimeOffset now)
    {
        List<string> old = [.. _silences.Values.Where(s => now - s.EndsAt > TimeSpan.FromDays(1)).Select(s => s.Id!)];
        foreach (string id in old) _silences.Remove(id);
        return old;
    }

    /// <summary>Why something is not told now, such as <c>silence 01J… by ann</c>; null when it is.</summary>
    internal string? Reason(ImmutableSortedDictionary<string, string> labels, DateTimeOffset now)
    {
        foreach (Silence silence in _silences.Values)
        {
            if (now >= silence.StartsAt && now < silence.EndsAt && LabelMatcher.AllMatch(silence.Matchers, labels)) return $"silence {silence.Id} by {silence.CreatedBy}";
        }

        foreach (MaintenanceWindow window in windows)
        {
            if (window.IsOn(labels, now)) return $"maintenance {window.Name}";
        }

        return null;
    }

    /// <summary>What is wrong with a silence; null when nothing is.</summary>
    internal static string? Problem(Silence silence, DateTimeOffset now)
    {
        if (silence.Matchers.Count == 0) return "The silence has no matchers, so it would silence everything; name at least one label.";
        if (silence.Matchers.All(m => m.IsMatch(ImmutableSortedDictionary<string, string>.Empty)))
            return "All matchers of the silence match labels that are not there, so it would silence almost everything; name a value.";
        if (silence.EndsAt <= now || silence.EndsAt <= silence.StartsAt) return "The silence is over before it begins; set EndsAt to a later time.";
        if (string.IsNullOrWhiteSpace(silence.CreatedBy)) return "The silence does not say who wants it; set CreatedBy.";
        return string.IsNullOrWhiteSpace(silence.Comment) ? "The silence does not say why; set Comment." : null;
    }
}
