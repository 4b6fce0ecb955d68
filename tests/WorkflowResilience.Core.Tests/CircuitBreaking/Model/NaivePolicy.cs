namespace WorkflowResilience.Tests.CircuitBreaking.Model;

/// <summary>A policy in plain numbers, times in ticks.</summary>
internal sealed record NaivePolicy(
    int? Consecutive, decimal? Ratio, decimal? SlowRatio, long SlowTicks, long Step, int Throughput, int Permits, int Successes, long Lease, Func<int, int, long, long> OpenTime)
{
    internal bool HasWindow => Ratio is not null || SlowRatio is not null;

    /// <summary>What the counts depend on.</summary>
    internal object Shape => (Consecutive, Ratio, SlowRatio, SlowRatio is null ? 0 : SlowTicks, HasWindow ? Step : 0, HasWindow ? Throughput : 0);
}
