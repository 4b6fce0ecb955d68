namespace WorkflowResilience.Analysis;

/// <summary>The failures that rise; of more than a few, those that began last.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class RisingFailures
{
    internal const int Limit = 64;

    private readonly List<RememberedFailure> _failures = new(Limit);

    internal void Add(RememberedFailure failure)
    {
        if (_failures.Count == Limit) _failures.RemoveAt(0);
        _failures.Add(failure);
    }

    internal void Remove(RememberedFailure failure)
    {
        // Only one that rises can be here, which most do not.
        if (_failures.Count > 0) _failures.Remove(failure);
    }

    /// <summary>Lets time pass for all: those that have settled leave. The most frequent first.</summary>
    internal RememberedFailure[] Look(long now, FrequencyPlan plan)
    {
        _failures.RemoveAll(f => f.Watch.Look(now, plan) == RateChange.Settled);
        return [.. _failures.OrderByDescending(f => f.Watch.Figures(plan).PerHour).ThenBy(f => f.Fingerprint, StringComparer.Ordinal)];
    }
}
