namespace WorkflowResilience;

internal sealed partial class CanonicalText
{
    internal void Add(string path, CircuitBreakerPolicy? breaker)
    {
        Add(path, breaker is null ? None : "Breaker");
        if (breaker is null) return;
        Add(path + ".ConsecutiveFailures", breaker.ConsecutiveFailures);
        Add(path + ".FailureRatio", breaker.FailureRatio);
        Add(path + ".SlowCallRatio", breaker.SlowCallRatio);
        Add(path + ".SlowCallDuration", breaker.SlowCallDuration);
        Add(path + ".Window", breaker.Window);
        Add(path + ".MinimumThroughput", breaker.MinimumThroughput);
        Add(path + ".OpenTime", breaker.OpenTime);
        Add(path + ".HalfOpenPermits", breaker.HalfOpenPermits);
        Add(path + ".SuccessThreshold", breaker.SuccessThreshold);
        Add(path + ".CountStopped", breaker.CountStopped);
        Add(path + ".Ignore", breaker.Ignore);
    }

    internal void Add(string path, BulkheadPolicy? bulkhead)
    {
        Add(path, bulkhead is null ? None : "Bulkhead");
        if (bulkhead is null) return;
        Add(path + ".MaxConcurrent", bulkhead.MaxConcurrent);
        Add(path + ".MaxQueued", bulkhead.MaxQueued);
    }

    internal void Add(string path, HedgingPolicy? hedging)
    {
        Add(path, hedging is null ? None : "Hedging");
        if (hedging is null) return;
        Add(path + ".Delay", hedging.Delay);
        Add(path + ".MaxHedges", hedging.MaxHedges);
    }

    internal void Add(string path, ThrottlePolicy? throttle)
    {
        Add(path, throttle is null ? None : "Throttle");
        if (throttle is null) return;
        Add(path + ".Multiplier", throttle.Multiplier);
        Add(path + ".Window", throttle.Window);
        Add(path + ".MinimumCalls", throttle.MinimumCalls);
        Add(path + ".MaxRejection", throttle.MaxRejection);
    }
}
