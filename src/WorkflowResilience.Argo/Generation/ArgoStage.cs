namespace WorkflowResilience.Argo;

/// <summary>A stage of a workflow: its policy, and what it runs.</summary>
/// <param name="Stage">The stage; its template and task are named after it in lower case: <c>RepositoryClone</c> is <c>repository-clone</c>.</param>
/// <param name="Policy">The same policy that rules it in a process.</param>
/// <param name="Work">What it runs.</param>
/// <remarks>
/// Immutable. The program also finds <c>WORKFLOW_STAGE</c>, <c>WORKFLOW_RUN_ID</c>, <c>WORKFLOW_ATTEMPT</c> (from 0), <c>WORKFLOW_RETRY_OWNER</c> (<c>process</c> or <c>argo</c>) and
/// <c>WORKFLOW_FAILURE_CONTEXT</c>, a file to write JSON on its failure to: it becomes the output parameter and artifact <c>failure-context</c>. With the owner <c>argo</c> it makes one attempt and
/// ends with a code of <see cref="WorkflowExitCode"/>.
/// </remarks>
public sealed record ArgoStage(WorkflowStage Stage, StagePolicy Policy, ArgoWork Work)
{
    /// <summary>The stages that must have succeeded before. Default none.</summary>
    public IReadOnlyList<WorkflowStage> After { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>Variables of the program, and of its fallback and compensation.</summary>
    public IReadOnlyDictionary<string, ArgoValue> Environment { get; init; } = new Dictionary<string, ArgoValue>(StringComparer.Ordinal);

    /// <summary>Texts for later stages.</summary>
    public IReadOnlyList<ArgoOutputParameter> Outputs { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>Files for later stages and people.</summary>
    public IReadOnlyList<ArgoArtifact> Artifacts { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>Files from earlier stages.</summary>
    public IReadOnlyList<ArgoArtifactInput> ArtifactInputs { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>What the container asks for and may use; null: nothing is said.</summary>
    public ArgoResources? Resources { get; init; }

    /// <summary>Who repeats it. Default the process.</summary>
    public RetryOwner Owner { get; init; }

    /// <summary>How waits are written when Argo repeats it. Default by Argo's backoff.</summary>
    public RetrySchedule Schedule { get; init; }

    /// <summary>Added to each attempt's time for image pull, init containers and the start of the program. Default 0.</summary>
    public TimeSpan StartupSlack { get; init; }

    /// <summary>Retries for what never reached the process, when the process repeats by itself: 0 to 10. Default 1.</summary>
    public int InfrastructureRetries { get; init; } = 1;

    /// <summary>A person is asked before it begins; with the safe answer it is left out, with all behind it. Null (default): nobody is asked.</summary>
    public ArgoApproval? Approval { get; init; }

    /// <summary>A person is asked when it has failed: with <see cref="ArgoApproval.Yes"/> it runs once more. Null (default): nobody is asked.</summary>
    public ArgoApproval? Intervention { get; init; }

    /// <summary>What runs in its place when it has failed, with the same outputs; null (default): nothing.</summary>
    public ArgoWork? Fallback { get; init; }

    /// <summary>What takes back what it did, when it succeeded and the workflow failed later; the last stage first. The workflow stays failed. Null (default): nothing.</summary>
    public ArgoWork? Compensation { get; init; }

    /// <summary>A service account of its own; null: the workflow's.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>Whether the shared volume is mounted, where there is one. Default true.</summary>
    public bool UsesWorkspace { get; init; } = true;

    /// <summary>Whether the pod gets the token of its service account. Null (default): as the cluster says. Code of strangers should not; Argo's own container beside it keeps the account's token, from a Secret named <c>ACCOUNT.service-account-token</c> that somebody has to make: Kubernetes does not since 1.24.</summary>
    public bool? MountsServiceAccountToken { get; init; }

    /// <summary>What it holds while it runs, waits and retries included.</summary>
    public IReadOnlyList<ArgoLock> Locks { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>More members of its template; null for none.</summary>
    public RawYaml? Raw { get; init; }

    /// <summary>How its policy is mapped: for <see cref="PolicyMapping"/>, comparisons and timelines.</summary>
    /// <param name="target">The version that reads the YAML.</param>
    /// <returns>The options.</returns>
    public MappingOptions MappingFor(ArgoTarget target) => new() { Target = target, Owner = Owner, Schedule = Schedule, StartupSlack = StartupSlack, InfrastructureRetries = InfrastructureRetries };
}
