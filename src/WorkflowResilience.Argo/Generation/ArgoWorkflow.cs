namespace WorkflowResilience.Argo;

/// <summary>A workflow as it is to be written for Argo.</summary>
/// <param name="Name">Its name in the cluster: lower-case letters, digits and hyphens; at most 63, of a CronWorkflow 52.</param>
/// <remarks>Immutable. It is checked as a whole by <see cref="ArgoGenerator.Generate"/>, which names all problems at once.</remarks>
public sealed record ArgoWorkflow(string Name)
{
    /// <summary>What is given when it is submitted.</summary>
    public IReadOnlyList<ArgoInput> Inputs { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>Its stages; at least one. Their order is the order of the YAML.</summary>
    public required IReadOnlyList<ArgoStage> Stages { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; }

    /// <summary>The service account; it needs <c>create</c> and <c>patch</c> on <c>workflowtaskresults</c>. Null: the namespace's default.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>As whom the pods run. Default a user that is not root; null: as the images say, mostly as root.</summary>
    public ArgoSecurity? Security { get; init; } = ArgoSecurity.NonRoot;

    /// <summary>A volume that the stages share; null (default): none.</summary>
    public ArgoWorkspace? Workspace { get; init; }

    /// <summary>How long all of it may take, whole seconds, waits for people included; null (default): no limit.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>When pods that ended are deleted.</summary>
    public ArgoPodCleanup PodCleanup { get; init; }

    /// <summary>How long a workflow that succeeded is kept; null: for ever. Default 1 day.</summary>
    public TimeSpan? KeepSucceeded { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long a workflow that failed is kept; null: for ever. Default 7 days.</summary>
    public TimeSpan? KeepFailed { get; init; } = TimeSpan.FromDays(7);

    /// <summary>What runs at its end; null (default): nothing.</summary>
    public ArgoReport? Report { get; init; }

    /// <summary>Who is told by HTTP; null (default): nobody.</summary>
    public ArgoEndpoints? Endpoints { get; init; }

    /// <summary>Whether what a failing stage tells of its failure is kept as an artifact too, which needs an artifact repository in the cluster. Default true.</summary>
    public bool KeepsFailureArtifacts { get; init; } = true;

    /// <summary>A counter of attempts by stage and end; null (default): none.</summary>
    public ArgoMetric? AttemptMetric { get; init; }

    /// <summary>What a run holds from beginning to end.</summary>
    public IReadOnlyList<ArgoLock> Locks { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>More members of the specification; null for none.</summary>
    public RawYaml? Raw { get; init; }
}
