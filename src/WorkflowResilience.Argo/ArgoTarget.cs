namespace WorkflowResilience.Argo;

/// <summary>The version of Argo Workflows that is to read the YAML.</summary>
public enum ArgoTarget
{
    /// <summary>3.6: no limit for a single wait (<c>backoff.cap</c>).</summary>
    V36,

    /// <summary>3.7.</summary>
    V37,

    /// <summary>4.0: <c>schedules</c>, <c>mutexes</c> and <c>semaphores</c> in the plural only.</summary>
    V40,

    /// <summary>4.1: <c>pendingTimeout</c> and <c>podResources</c>.</summary>
    V41,
}
