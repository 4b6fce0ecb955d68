using WorkflowResilience.Time;

namespace WorkflowResilience.Analysis;

/// <summary>What has become of retries, by the stage and the fingerprint of the failure before them. Bounded; the pair that has not come up for the longest time gives way.</summary>
/// <remarks>Thread-safe. Entries are aged when they are read: nothing runs in the background.</remarks>
internal sealed class RetryOutcomes(Clock clock)
{
    internal const int MaxPairs = 10_000;

    private readonly Lock _lock = new();
    private readonly RecentTable<(string Stage, string Fingerprint), (RetryEvidence Evidence, long Time)> _pairs = new(MaxPairs);

    internal int Count
    {
        get
        {
            lock (_lock) return _pairs.Count;
        }
    }

    /// <summary>What is known now.</summary>
    internal RetryEvidence Of(string stage, string fingerprint, TimeSpan halfLife)
    {
        lock (_lock) return OfLocked((stage, fingerprint), halfLife);
    }

    /// <summary>Counts an attempt that has ended.</summary>
    internal void Add(string stage, string fingerprint, TimeSpan halfLife, bool succeeded)
    {
        lock (_lock) _pairs.Set((stage, fingerprint), (OfLocked((stage, fingerprint), halfLife).With(succeeded), clock.Now));
    }

    private RetryEvidence OfLocked((string Stage, string Fingerprint) pair, TimeSpan halfLife) =>
        _pairs.TryGet(pair, out (RetryEvidence Evidence, long Time) kept) ? kept.Evidence.Aged(clock.Span(Math.Max(0, clock.Now - kept.Time)), halfLife) : default;
}
