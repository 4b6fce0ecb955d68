namespace WorkflowResilience.Configuration;

/// <summary>Every sort of section that is read, and so every key there is.</summary>
internal static class KeyCatalogue
{
    internal static IReadOnlyList<IKeyTable> Tables { get; } =
    [
        RunnerKeys.Table, LimitKeys.Run, AnalysisKeys.Table, AnalysisKeys.History, PatternKeys.Table, PolicyKeys.Table, BackoffKeys.Table, JitterKeys.Table, ConditionKeys.Table, BreakerKeys.Table, LimitKeys.Budget,
        LimitKeys.Evidence, LimitKeys.Bulkhead, LimitKeys.Hedging, LimitKeys.Throttle,
    ];
}
