namespace WorkflowResilience.Analysis;

/// <summary>
/// Which category wins where evidence of the same tier stands side by side: a quota of billing or disk is answered with 429, a rate limit with 403, a network's failure
/// makes a dependency fail. Small against a tier.
/// </summary>
internal static class CategoryPrecedence
{
    internal static double Of(FailureCategory category) => category switch
    {
        FailureCategory.ResourceExhaustion => 9,
        FailureCategory.RateLimiting => 8,
        FailureCategory.Authentication => 5,
        FailureCategory.Infrastructure => 6,
        FailureCategory.Configuration => 3,
        FailureCategory.CodeQuality => 3,
        FailureCategory.Network => 2,
        FailureCategory.ExternalDependency => 1,
        _ => 0,
    };

    /// <summary>
    /// Whatever their tiers: a quota of billing or disk goes before the 429 that reports it, and explicit words on a rate before the code that refused, where they stand together.
    /// </summary>
    internal static void Apply(List<Evidence> ranked)
    {
        if (ranked.Count < 2) return;
        Evidence first = ranked[0];
        FailureCategory winner = first.Pattern.Category switch
        {
            FailureCategory.RateLimiting => FailureCategory.ResourceExhaustion,
            FailureCategory.Authentication or FailureCategory.ExternalDependency => FailureCategory.RateLimiting,
            _ => FailureCategory.Unknown,
        };
        if (winner == FailureCategory.Unknown) return;
        int better = ranked.FindIndex(e => e.Pattern.Category == winner && e.Pattern is { Says: PatternMeaning.Cause, Tier: >= 2 } && e.Standing != LineStanding.Chatted
            && Math.Abs(e.Number - first.Number) <= MatchRun.Near);
        if (better < 0) return;
        Evidence moved = ranked[better];
        ranked.RemoveAt(better);
        ranked.Insert(0, moved with { Score = first.Score });
    }
}
