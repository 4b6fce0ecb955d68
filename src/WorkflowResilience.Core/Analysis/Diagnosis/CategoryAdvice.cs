namespace WorkflowResilience.Analysis;

/// <summary>What to do when the pattern that decided recommends nothing, or none decided.</summary>
internal static class CategoryAdvice
{
    internal static IReadOnlyList<FailureRecommendation> Of(FailureCategory category, FailureVerdict verdict) =>
        verdict == FailureVerdict.Transient ? [s_again, s_advice[category]] : [s_advice[category]];

    private static readonly FailureRecommendation s_again = new(RecoveryAction.AutoRetry, "Run it again in a few minutes; such failures usually pass.") { IsAutomatic = true, Takes = TimeSpan.FromMinutes(5) };

    private static readonly Dictionary<FailureCategory, FailureRecommendation> s_advice = new()
    {
        [FailureCategory.Unknown] = new(RecoveryAction.ManualIntervention, "Read the lines quoted, find the first error above the last one, and add a pattern for it."),
        [FailureCategory.Infrastructure] = new(RecoveryAction.AlertOperator, "Look at the machine, the cluster or the runner that this ran on; run it again on another one."),
        [FailureCategory.Configuration] = new(RecoveryAction.ChangeConfiguration, "Correct the setting, the name or the version that the line names; a retry will not help."),
        [FailureCategory.ExternalDependency] = new(RecoveryAction.Fallback, "Look at the service's status page; use a mirror, a cache or another version until it serves again."),
        [FailureCategory.CodeQuality] = new(RecoveryAction.ManualIntervention, "Mend the code or the test that the line names; a retry will not help."),
        [FailureCategory.ResourceExhaustion] = new(RecoveryAction.ScaleResources, "Free what is used up, or give it more, before it runs again."),
        [FailureCategory.Network] = new(RecoveryAction.AlertOperator, "Check from where it ran whether the target's name resolves and its port answers."),
        [FailureCategory.Authentication] = new(RecoveryAction.ChangeConfiguration, "Renew the credentials, or grant them what was refused; a retry will not help."),
        [FailureCategory.RateLimiting] = new(RecoveryAction.AutoRetry, "Wait until the limit's window is over; then ask less often, or with credentials that may ask more.") { IsAutomatic = true },
    };
}
