namespace WorkflowResilience.Configuration;

/// <summary>The keys of what limits calls and retries.</summary>
internal static class LimitKeys
{
    internal static KeyTable<RunLimits> Run { get; } = new(
        "RunLimits",
        () => new RunLimits(),
        [
            new("MaxRetries", "whole number", (l, n) => l with { MaxRetries = n.Count(l.MaxRetries) }),
            new("MaxRetryTime", "duration", (l, n) => l with { MaxRetryTime = n.Duration(l.MaxRetryTime) }),
        ]);

    internal static KeyTable<RetryBudgetPolicy> Budget { get; } = new(
        "RetryBudget",
        () => new RetryBudgetPolicy(),
        [
            new("DepositPerSuccess", "number", (b, n) => b with { DepositPerSuccess = n.Number(b.DepositPerSuccess) }),
            new("Capacity", "number", (b, n) => b with { Capacity = n.Number(b.Capacity) }),
            new("Initial", "number", (b, n) => b with { Initial = n.Number(b.Initial) }),
            new("Cost", "number", (b, n) => b with { Cost = n.Number(b.Cost) }),
            new("Target", "text or `none`", (b, n) => b with { Target = n.Text is null || n.SaysNone ? null : n.Words(b.Target, "what shares the budget, or none") }),
        ]);

    internal static KeyTable<RetryEvidencePolicy> Evidence { get; } = new(
        "RetryEvidence",
        () => new RetryEvidencePolicy(),
        [
            new("MinimumSuccess", "share", (e, n) => e with { MinimumSuccess = n.Share(e.MinimumSuccess) }),
            new("ProvenSuccess", "share", (e, n) => e with { ProvenSuccess = n.Share(e.ProvenSuccess) }),
            new("Confidence", "share", (e, n) => e with { Confidence = n.Share(e.Confidence) }),
            new("ExplorationFloor", "share", (e, n) => e with { ExplorationFloor = n.Share(e.ExplorationFloor) }),
            new("UnknownExploration", "share", (e, n) => e with { UnknownExploration = n.Share(e.UnknownExploration) }),
            new("PriorStrength", "number", (e, n) => e with { PriorStrength = n.Number(e.PriorStrength) }),
            new("HalfLife", "duration", (e, n) => e with { HalfLife = n.Duration(e.HalfLife) }),
        ]);

    internal static KeyTable<BulkheadPolicy> Bulkhead { get; } = new(
        "Bulkhead",
        () => new BulkheadPolicy { MaxConcurrent = 1 },
        [
            new("MaxConcurrent", "whole number; must be given", (b, n) => b with { MaxConcurrent = n.Count(b.MaxConcurrent) }, IsRequired: true),
            new("MaxQueued", "whole number", (b, n) => b with { MaxQueued = n.Count(b.MaxQueued) }),
        ],
        shortKey: "MaxConcurrent");

    internal static KeyTable<HedgingPolicy> Hedging { get; } = new(
        "Hedging",
        () => new HedgingPolicy(),
        [
            new("Delay", "duration, or `none` for the measured one", (h, n) => h with { Delay = n.OptionalDuration(h.Delay) }),
            new("MaxHedges", "whole number", (h, n) => h with { MaxHedges = n.Count(h.MaxHedges) }),
        ],
        shortKey: "Delay");

    internal static KeyTable<ThrottlePolicy> Throttle { get; } = new(
        "Throttle",
        () => new ThrottlePolicy(),
        [
            new("Multiplier", "number", (t, n) => t with { Multiplier = n.Number(t.Multiplier) }),
            new("Window", "duration", (t, n) => t with { Window = n.Duration(t.Window) }),
            new("MinimumCalls", "whole number", (t, n) => t with { MinimumCalls = n.Count(t.MinimumCalls) }),
            new("MaxRejection", "share", (t, n) => t with { MaxRejection = n.Share(t.MaxRejection) }),
        ]);
}
