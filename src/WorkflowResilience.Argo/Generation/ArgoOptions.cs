namespace WorkflowResilience.Argo;

/// <summary>How a workflow is written.</summary>
/// <remarks>Immutable.</remarks>
public sealed record ArgoOptions
{
    /// <summary>The version that reads it. Default 3.7, the first that knows a longest wait.</summary>
    public ArgoTarget Target { get; init; } = ArgoTarget.V37;

    /// <summary>What reads it before the cluster. Default nothing.</summary>
    public ArgoFlavor Flavor { get; init; }

    /// <summary>What it is written as. Default a WorkflowTemplate.</summary>
    public ArgoKind Kind { get; init; }

    /// <summary>When it runs; needed for a CronWorkflow, and refused for anything else.</summary>
    public ArgoSchedule? Schedule { get; init; }

    /// <summary>Whether a member of a policy for which nothing in the YAML stands is an error. Default false: it is reported.</summary>
    public bool Strict { get; init; }

    /// <summary>Labels of the document.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Annotations of the document.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
