using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>A policy made ready for one runner: durations in timestamp ticks, flags looked up once, and the state it works on.</summary>
internal sealed class StageRuntime
{
    internal StageRuntime(
        StagePolicy policy, Clock clock, CircuitBreaker? breaker, RetryBudget? budget, AsyncGate? bulkhead, AdaptiveThrottle? throttle, LatencyHistogram? latencies, bool isGuest)
    {
        Policy = policy;
        Breaker = breaker;
        Bulkhead = bulkhead;
        Budget = budget;
        Throttle = throttle;
        Latencies = latencies;
        Conditions = [.. policy.Conditions];
        Ignore = policy.CircuitBreaker is { } b ? [.. b.Ignore] : [];
        HasResultConditions = policy.Conditions.Any(c => c.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(RetryCondition.ResultCondition<>));
        AttemptTicks = policy.AttemptTimeout is { } attempt ? clock.Ticks(attempt) : long.MaxValue;
        TotalTicks = policy.TotalTimeout is { } total ? clock.Ticks(total) : long.MaxValue;
        GraceTicks = policy.AbandonGrace == Timeout.InfiniteTimeSpan ? long.MaxValue : clock.Ticks(policy.AbandonGrace);
        MinimumAttemptTicks = clock.Ticks(policy.MinimumAttemptTime);
        MeasuresDuration = Breaker?.MeasuresDuration ?? false;
        IsGuest = isGuest;
        TakesLongWay = bulkhead is not null || throttle is not null || policy.Hedging is not null || isGuest;
    }

    // Of a key that has been given up: whoever still holds its executor is sent to the key's present one.
    private StageRuntime(StageRuntime last)
    {
        Policy = last.Policy;
        Conditions = Ignore = [];
        TakesLongWay = IsRetired = true;
    }

    internal StagePolicy Policy { get; }

    internal CircuitBreaker? Breaker { get; }

    internal RetryBudget? Budget { get; }

    internal AsyncGate? Bulkhead { get; }

    internal AdaptiveThrottle? Throttle { get; }

    /// <summary>How long calls took, when the hedging delay is read from them.</summary>
    internal LatencyHistogram? Latencies { get; }

    internal RetryCondition[] Conditions { get; }

    /// <summary>Failures that the breaker does not count.</summary>
    internal RetryCondition[] Ignore { get; }

    internal bool HasResultConditions { get; }

    /// <summary>Whether something stands between a call and its delegate that the short way does not know.</summary>
    internal bool TakesLongWay { get; }

    /// <summary>Whether it belongs to a key that is not kept: nobody tells such a one of another policy, so it looks itself.</summary>
    internal bool IsGuest { get; }

    /// <summary>Whether the key that this belongs to has been given up.</summary>
    internal bool IsRetired { get; }

    /// <summary>Ticks an attempt may take; <see cref="long.MaxValue"/>: no limit.</summary>
    internal long AttemptTicks { get; }

    /// <summary>Ticks the execution may take; <see cref="long.MaxValue"/>: no limit.</summary>
    internal long TotalTicks { get; }

    /// <summary>Ticks between a deadline and being abandoned; <see cref="long.MaxValue"/>: never.</summary>
    internal long GraceTicks { get; }

    internal long MinimumAttemptTicks { get; }

    /// <summary>Whether the breaker must know how long a successful call took.</summary>
    internal bool MeasuresDuration { get; }

    internal StageRuntime Retired() => new(this);

    /// <summary>How long a half-open probe's permit lasts: what the longest attempt can take, or a minute without a limit (DESIGN: breaker leases).</summary>
    internal static long LeaseTicks(StagePolicy policy, Clock clock) =>
        policy.AttemptTimeout is not { } attempt ? clock.Ticks(TimeSpan.FromSeconds(60))
        : clock.Ticks(attempt + (policy.AbandonGrace == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : policy.AbandonGrace));
}
