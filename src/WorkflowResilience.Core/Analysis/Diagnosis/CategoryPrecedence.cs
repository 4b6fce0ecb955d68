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
        FailureCategory.Infrastructure => 4,
        FailureCategory.Configuration => 3,
        FailureCategory.CodeQuality => 3,
        FailureCategory.Network => 2,
        FailureCategory.ExternalDependency => 1,
        _ => 0,
    };
}
