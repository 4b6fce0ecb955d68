namespace WorkflowResilience.Configuration;

/// <summary>The keys of a stage: those of a <see cref="StagePolicy"/>.</summary>
internal static class PolicyKeys
{
    internal static KeyTable<StagePolicy> Table { get; } = new(
        "a stage",
        () => new StagePolicy(),
        [
            new("MaxAttempts", "whole number", (p, n) => p with { MaxAttempts = n.Count(p.MaxAttempts) }),
            new("Backoff", "keys of a backoff, or a duration or a registered name in place of them", (p, n) => p with { Backoff = BackoffKeys.Read(n, p.Backoff) ?? p.Backoff }),
            new("AttemptTimeout", "duration or `none`", (p, n) => p with { AttemptTimeout = n.OptionalDuration(p.AttemptTimeout) }),
            new("TotalTimeout", "duration or `none`", (p, n) => p with { TotalTimeout = n.OptionalDuration(p.TotalTimeout) }),
            new("AbandonGrace", "duration or `infinite`", (p, n) => p with { AbandonGrace = n.Duration(p.AbandonGrace) }),
            new("MinimumAttemptTime", "duration", (p, n) => p with { MinimumAttemptTime = n.Duration(p.MinimumAttemptTime) }),
            new("MaxServerDelay", "duration", (p, n) => p with { MaxServerDelay = n.Duration(p.MaxServerDelay) }),
            new("Conditions", "list of conditions; replaces the list that was there", (p, n) => p with { Conditions = ConditionKeys.ReadList(n) }),
            new("UnknownFailures", "`Stop` or `FollowVerdict`", (p, n) => p with { UnknownFailures = n.Word(p.UnknownFailures) }),
            new("CircuitBreaker", "keys of CircuitBreaker, `default` or `none`", (p, n) => p with { CircuitBreaker = BreakerKeys.Table.BindOptional(p.CircuitBreaker, n) }),
            new("RetryBudget", "keys of RetryBudget, `default` or `none`", (p, n) => p with { RetryBudget = LimitKeys.Budget.BindOptional(p.RetryBudget, n) }),
            new("RetryEvidence", "keys of RetryEvidence, `default` or `none`", (p, n) => p with { RetryEvidence = LimitKeys.Evidence.BindOptional(p.RetryEvidence, n) }),
            new("Bulkhead", "keys of Bulkhead, a whole number for `MaxConcurrent`, or `none`", (p, n) => p with { Bulkhead = LimitKeys.Bulkhead.BindOptional(p.Bulkhead, n) }),
            new("Hedging", "keys of Hedging, a duration for `Delay`, `default` or `none`", (p, n) => p with { Hedging = LimitKeys.Hedging.BindOptional(p.Hedging, n) }),
            new("Throttle", "keys of Throttle, `default` or `none`", (p, n) => p with { Throttle = LimitKeys.Throttle.BindOptional(p.Throttle, n) }),
            new("MaxKeys", "whole number", (p, n) => p with { MaxKeys = n.Count(p.MaxKeys) }),
            new("Effect", "`Unknown`, `Idempotent` or `NotIdempotent`", (p, n) => p with { Effect = n.Word(p.Effect) }),
            new("RetryNested", "`true` or `false`", (p, n) => p with { RetryNested = n.Flag(p.RetryNested) }),
            new("Offload", "`true` or `false`", (p, n) => p with { Offload = n.Flag(p.Offload) }),
        ]);

    /// <summary>A policy with what the section names changed. A section without keys changes nothing.</summary>
    internal static StagePolicy Read(StagePolicy policy, Node section)
    {
        if (!string.IsNullOrEmpty(section.Text)) section.RefuseValue("the keys of a stage, such as { \"MaxAttempts\": 2 }");
        return Table.Bind(policy, section);
    }
}
