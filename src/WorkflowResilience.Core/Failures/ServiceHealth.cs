namespace WorkflowResilience;

/// <summary>How a service is that the host depends on, as the host sees it.</summary>
public enum ServiceHealth
{
    /// <summary>It is not known.</summary>
    Unknown,

    /// <summary>It works.</summary>
    Healthy,

    /// <summary>It works in part or slowly.</summary>
    Degraded,

    /// <summary>It does not work.</summary>
    Unhealthy,
}
