namespace WorkflowResilience.Configuration;

/// <summary>The keys of a <see cref="CircuitBreakerPolicy"/>.</summary>
internal static class BreakerKeys
{
    internal static KeyTable<CircuitBreakerPolicy> Table { get; } = new(
        "CircuitBreaker",
        () => new CircuitBreakerPolicy(),
        [
            new("ConsecutiveFailures", "whole number or `none`", (b, n) => b with { ConsecutiveFailures = n.OptionalCount(b.ConsecutiveFailures) }),
            new("FailureRatio", "share or `none`", (b, n) => b with { FailureRatio = n.OptionalShare(b.FailureRatio) }),
            new("SlowCallRatio", "share or `none`", (b, n) => b with { SlowCallRatio = n.OptionalShare(b.SlowCallRatio) }),
            new("SlowCallDuration", "duration", (b, n) => b with { SlowCallDuration = n.Duration(b.SlowCallDuration) }),
            new("Window", "duration", (b, n) => b with { Window = n.Duration(b.Window) }),
            new("MinimumThroughput", "whole number", (b, n) => b with { MinimumThroughput = n.Count(b.MinimumThroughput) }),
            new("OpenTime", "keys of a backoff, or a duration or a registered name in place of them", (b, n) => b with { OpenTime = BackoffKeys.Read(n, b.OpenTime) ?? b.OpenTime }),
            new("HalfOpenPermits", "whole number", (b, n) => b with { HalfOpenPermits = n.Count(b.HalfOpenPermits) }),
            new("SuccessThreshold", "whole number", (b, n) => b with { SuccessThreshold = n.Count(b.SuccessThreshold) }),
            new("CountStopped", "`true` or `false`", (b, n) => b with { CountStopped = n.Flag(b.CountStopped) }),
            new("Ignore", "list of conditions; replaces the list that was there", (b, n) => b with { Ignore = ConditionKeys.ReadList(n) }),
        ]);
}
