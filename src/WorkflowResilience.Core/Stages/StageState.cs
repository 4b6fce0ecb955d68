using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>What of a stage, or of one key of a stage, outlives its policies: a policy is applied to it, and it keeps its objects and their counts.</summary>
/// <remarks>Used under the runner's lock, or, while a key's executor is being built, under that of the stage's keys.</remarks>
/// <param name="runner">Whose it is.</param>
/// <param name="stage">The stage.</param>
/// <param name="key">The key; null for the stage itself.</param>
/// <param name="shared">The stage's own state, for a key.</param>
/// <param name="paysItself">Whether it has a retry budget of its own when none is shared.</param>
internal sealed class StageState(WorkflowRunner runner, WorkflowStage stage, string? key, StageState? shared, bool paysItself)
{
    private CircuitBreaker? _breaker;
    private AsyncGate? _bulkhead;
    private RetryBudget? _ownBudget;
    private AdaptiveThrottle? _throttle;
    private LatencyHistogram? _latencies;

    /// <summary>The policy made ready to be followed.</summary>
    internal StageRuntime Apply(StagePolicy policy)
    {
        Clock clock = runner.Clock;
        CircuitBreaker? breaker = policy.CircuitBreaker is { } circuit ? _breaker = Breaker(circuit, StageRuntime.LeaseTicks(policy, clock)) : null;
        AsyncGate? bulkhead = policy.Bulkhead is { } places ? Bulkhead(places) : null;
        AdaptiveThrottle? throttle = policy.Throttle is { } numbers ? _throttle = Throttle(numbers, clock.Ticks(numbers.Window)) : null;
        LatencyHistogram? latencies = policy.Hedging is { Delay: null } ? _latencies ??= shared?.Latencies() ?? new LatencyHistogram() : null;
        return new StageRuntime(policy, clock, breaker, Budget(policy.RetryBudget), bulkhead, throttle, latencies, isGuest: !paysItself);
    }

    private LatencyHistogram Latencies() => _latencies ??= new LatencyHistogram();

    private CircuitBreaker Breaker(CircuitBreakerPolicy policy, long leaseTicks)
    {
        if (_breaker is not null)
        {
            _breaker.Reconfigure(policy, leaseTicks);
            return _breaker;
        }

        // The circuits of different keys must not draw the same open times.
        ulong seed = key is null ? runner.Seed : runner.Seed ^ Draw.Number(key);
        return new CircuitBreaker(policy, runner.Clock, stage, seed, leaseTicks, new CircuitEvents(runner.Hub, key is null ? null : FailureText.Redact(key)));
    }

    // The keys of a stage share its places.
    private AsyncGate Bulkhead(BulkheadPolicy policy)
    {
        if (shared is not null) return shared.Bulkhead(policy);
        if (_bulkhead is null) return _bulkhead = new AsyncGate(runner.Clock, policy.MaxConcurrent, policy.MaxQueued);
        _bulkhead.Resize(policy.MaxConcurrent, policy.MaxQueued);
        return _bulkhead;
    }

    private RetryBudget? Budget(RetryBudgetPolicy? policy)
    {
        if (policy is null) return null;
        if (!paysItself) return shared!.Budget(policy);
        if (policy.Target is { } target) return runner.SharedBudget(target, policy);
        if (_ownBudget is null) return _ownBudget = new RetryBudget(policy);
        _ownBudget.Reconfigure(policy);
        return _ownBudget;
    }

    private AdaptiveThrottle Throttle(ThrottlePolicy policy, long windowTicks)
    {
        if (_throttle is null) return new AdaptiveThrottle(policy, windowTicks);
        _throttle.Reconfigure(policy, windowTicks);
        return _throttle;
    }
}
