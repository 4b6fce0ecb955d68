namespace WorkflowResilience.Argo;

/// <summary>What the versions differ in, as far as it is written or checked here.</summary>
/// <remarks>Source: the JSON schemas of the tags v3.6.15, v3.7.18, v4.0.10 and v4.1.2.</remarks>
internal static class ArgoFeatures
{
    /// <summary><c>retryStrategy.backoff.cap</c>.</summary>
    internal static bool HasCap(this ArgoTarget target) => target >= ArgoTarget.V37;

    /// <summary><c>{{lastRetry.*}}</c> in the body of a template.</summary>
    internal static bool HasLastRetryInTemplates(this ArgoTarget target) => target >= ArgoTarget.V37;

    /// <summary><c>schedule</c>, <c>mutex</c> and <c>semaphore</c> are gone.</summary>
    internal static bool HasPluralsOnly(this ArgoTarget target) => target >= ArgoTarget.V40;

    /// <summary><c>pendingTimeout</c>, <c>podResources</c> and <c>resourceClaims</c>.</summary>
    internal static bool HasPendingTimeout(this ArgoTarget target) => target >= ArgoTarget.V41;

    internal static string Text(this ArgoTarget target) => target switch
    {
        ArgoTarget.V36 => "3.6",
        ArgoTarget.V37 => "3.7",
        ArgoTarget.V40 => "4.0",
        _ => "4.1",
    };
}
