namespace WorkflowResilience;

/// <summary>Where the cause of a failure lies.</summary>
public enum FailureCategory
{
    /// <summary>It is not known: an honest answer.</summary>
    Unknown,

    /// <summary>Machines, clusters, storage and what runs them.</summary>
    Infrastructure,

    /// <summary>A setting or a secret is missing or wrong.</summary>
    Configuration,

    /// <summary>A service that others run.</summary>
    ExternalDependency,

    /// <summary>The sources or their tests.</summary>
    CodeQuality,

    /// <summary>Memory, disk, handles or processors are used up.</summary>
    ResourceExhaustion,

    /// <summary>The way to a target.</summary>
    Network,

    /// <summary>Credentials and permissions.</summary>
    Authentication,

    /// <summary>Too many calls in a window of time.</summary>
    RateLimiting,
}
