using WorkflowResilience.Analysis;

namespace WorkflowResilience.Configuration;

/// <summary>The keys of how failures are looked at.</summary>
internal static class AnalysisKeys
{
    internal static KeyTable<FailureHistoryOptions> History { get; } = new(
        "History",
        () => new FailureHistoryOptions(),
        [
            new("MaxBytes", "whole number", (h, n) => h with { MaxBytes = n.Count((int)Math.Min(h.MaxBytes, int.MaxValue)) }),
            new("MaxOccurrences", "whole number", (h, n) => h with { MaxOccurrences = n.Count(h.MaxOccurrences) }),
            new("MaxAge", "duration", (h, n) => h with { MaxAge = n.Duration(h.MaxAge) }),
            new("ShortWindow", "duration", (h, n) => h with { ShortWindow = n.Duration(h.ShortWindow) }),
            new("LongWindow", "duration", (h, n) => h with { LongWindow = n.Duration(h.LongWindow) }),
            new("LearningTime", "duration", (h, n) => h with { LearningTime = n.Duration(h.LearningTime) }),
            new("RisingCount", "whole number", (h, n) => h with { RisingCount = n.Count(h.RisingCount) }),
            new("RisingRatio", "number", (h, n) => h with { RisingRatio = n.Number(h.RisingRatio) }),
        ]);

    internal static KeyTable<FailureAnalysis> Table { get; } = new(
        "Analysis",
        () => new FailureAnalysis(),
        [
            new("Enabled", "`true` or `false`", (a, n) => a with { Enabled = n.Flag(a.Enabled) }),
            new("Budget", "duration", (a, n) => a with { Budget = n.Duration(a.Budget) }),
            new("MaxPerSecond", "whole number", (a, n) => a with { MaxPerSecond = n.Count(a.MaxPerSecond) }),
            new("History", "keys of History, or `default`; not changed by a reload", (a, n) => a with { History = History.BindOptional(a.History, n) ?? Refused(n, a.History) }),
        ]);

    private static FailureHistoryOptions Refused(Node node, FailureHistoryOptions otherwise)
    {
        node.Refuse("cannot be none; write its keys, or leave it out for the defaults");
        return otherwise;
    }
}
