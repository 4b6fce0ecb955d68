namespace WorkflowResilience.Argo;

/// <summary>What decides how a policy is written for Argo.</summary>
/// <remarks>Immutable; compared by value.</remarks>
public sealed record MappingOptions
{
    /// <summary>The version that reads the YAML. Default 3.7, the first that knows a longest wait.</summary>
    public ArgoTarget Target { get; init; } = ArgoTarget.V37;

    /// <summary>Who repeats. Default the process.</summary>
    public RetryOwner Owner { get; init; }

    /// <summary>How waits are written when Argo repeats. Default by its own backoff.</summary>
    public RetrySchedule Schedule { get; init; }

    /// <summary>Added to each attempt's time for what counts against it in a pod and not in a process: image pull, init containers, the start of the program. From 0 to 1 day. Default 0.</summary>
    public TimeSpan StartupSlack { get; init; }

    /// <summary>Retries for what never reached the process, when the process repeats by itself: 0 to 10. Default 1.</summary>
    public int InfrastructureRetries { get; init; } = 1;

    /// <summary>Whether what cannot be said in Argo is an <see cref="ArgoMappingException"/> instead of a row. Default false.</summary>
    public bool Strict { get; init; }
}
