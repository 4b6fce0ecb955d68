using static WorkflowResilience.PolicyWords;

namespace WorkflowResilience;

/// <summary>A circuit breaker's policy in words.</summary>
internal static class BreakerWords
{
    internal static IEnumerable<string> Of(CircuitBreakerPolicy breaker)
    {
        string[] triggers = [.. Triggers(breaker)];
        yield return $"Opens {WordList.Or(triggers)}.";
        yield return breaker.OpenTime is BackoffSchedule.FixedBackoff { Jitter: Jitter.NoJitter } open
            ? $"Stays open {Duration(open.Interval)}, then lets {Count(breaker.HalfOpenPermits, "probe")} through at a time."
            : $"Stays open {Schedule(breaker.OpenTime)}. Then lets {Count(breaker.HalfOpenPermits, "probe")} through at a time.";
        yield return breaker.SuccessThreshold == 1
            ? "A probe that succeeds closes it, one that fails opens it again."
            : $"{Number(breaker.SuccessThreshold)} probes that succeed close it, one that fails opens it again.";
        yield return breaker.CountStopped ? "Failures that a stop condition matched count as well." : "Failures that a stop condition matched do not count.";
        if (breaker.Ignore.Count > 0) yield return $"Never counted: {string.Join("; ", breaker.Ignore.Select(Condition))}.";
    }

    private static IEnumerable<string> Triggers(CircuitBreakerPolicy breaker)
    {
        string calls = $"of at least {Count(breaker.MinimumThroughput, "call")} within {Duration(breaker.Window)}";
        if (breaker.ConsecutiveFailures is { } row) yield return $"after {Count(row, "failure")} in a row";
        if (breaker.FailureRatio is { } failures) yield return $"when {Percent(failures)} {calls} fail";
        if (breaker.SlowCallRatio is { } slow) yield return $"when {Percent(slow)} {calls} take longer than {Duration(breaker.SlowCallDuration)}";
    }
}
