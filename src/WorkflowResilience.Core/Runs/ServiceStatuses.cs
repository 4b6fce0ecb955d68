using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>
/// What the host knows of its network and of the services it depends on: it reports here what its probes and clients see, and every failure carries what was reported last. Reports decide nothing.
/// </summary>
/// <remarks>Thread-safe. Holds at most <see cref="MaxNames"/> names; for a further one, that is let go whose last report is the oldest.</remarks>
public sealed class ServiceStatuses
{
    /// <summary>How many names are held.</summary>
    public const int MaxNames = 64;

    private const int MaxName = 100, MaxDetail = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _reports = new(StringComparer.Ordinal);
    private readonly Clock _clock;
    private readonly bool _isKept;

    internal ServiceStatuses(Clock clock, bool isKept)
    {
        _clock = clock;
        _isKept = isKept;
    }

    /// <summary>Reports how a service is; takes the place of what was reported of it before.</summary>
    /// <param name="name">Which: <c>network</c>, <c>github-api</c>. Redacted, cut to 100 characters.</param>
    /// <param name="health">How it is.</param>
    /// <param name="detail">More about it, in one line, such as a status or a latency. Redacted, then cut to 500 characters. Default: nothing.</param>
    /// <exception cref="ArgumentException">The name is empty, or the health none of its values.</exception>
    public void Report(string name, ServiceHealth health, string? detail = null)
    {
        string key = Key(name);
        if (!Enum.IsDefined(health)) throw new ArgumentException($"The health {health:D} of '{key}' is none of: {string.Join(", ", Enum.GetNames<ServiceHealth>())}.", nameof(health));
        if (!_isKept) return;
        var entry = new Entry(health, detail is null ? null : FailureText.Line(detail, MaxDetail), _clock.Now);
        lock (_lock)
        {
            if (_reports.Count == MaxNames && !_reports.ContainsKey(key)) _reports.Remove(_reports.MinBy(static r => r.Value.At).Key);
            _reports[key] = entry;
        }
    }

    /// <summary>Forgets a service.</summary>
    /// <param name="name">Which.</param>
    /// <returns>Whether anything had been reported of it.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public bool Remove(string name)
    {
        string key = Key(name);
        lock (_lock) return _reports.Remove(key);
    }

    /// <summary>What was reported last of each service, by name.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<ServiceStatus> Snapshot()
    {
        KeyValuePair<string, Entry>[] reports;
        lock (_lock) reports = [.. _reports];
        long now = _clock.Now;
        Array.Sort(reports, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return Array.ConvertAll(reports, r => new ServiceStatus(r.Key, r.Value.Health, r.Value.Detail, _clock.Span(Math.Max(0, now - r.Value.At))));
    }

    private static string Key(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return FailureText.Line(name, MaxName);
    }

    private readonly record struct Entry(ServiceHealth Health, string? Detail, long At);
}
