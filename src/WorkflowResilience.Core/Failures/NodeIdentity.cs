namespace WorkflowResilience;

/// <summary>The machine, container and process in which a failure happened. What is not known is null.</summary>
public sealed record NodeIdentity
{
    /// <summary>The machine's name, in a container usually the container's.</summary>
    public string? Machine { get; init; }

    /// <summary>The container's id, from the control group or the mounts; null outside containers.</summary>
    public string? Container { get; init; }

    /// <summary>The pod's name, in Kubernetes.</summary>
    public string? Pod { get; init; }

    /// <summary>The pod's namespace, in Kubernetes.</summary>
    public string? Namespace { get; init; }

    /// <summary>The node that the pod runs on, where the host hands it down (<c>NODE_NAME</c> or the like).</summary>
    public string? Node { get; init; }

    /// <summary>The runner of a CI system and its job, where the environment names them.</summary>
    public string? Runner { get; init; }

    /// <summary>The operating system.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>The processor architecture.</summary>
    public string? Architecture { get; init; }

    /// <summary>The .NET runtime.</summary>
    public string? Runtime { get; init; }

    /// <summary>The process's id.</summary>
    public int ProcessId { get; init; }

    /// <summary>How long the process had been running.</summary>
    public TimeSpan? Uptime { get; init; }
}
