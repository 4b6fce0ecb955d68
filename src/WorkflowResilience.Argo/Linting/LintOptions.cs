namespace WorkflowResilience.Argo;

/// <summary>What the lint assumes.</summary>
/// <remarks>Immutable; compared by value.</remarks>
public sealed record LintOptions
{
    /// <summary>The version that reads the YAML. Default the newest that is known.</summary>
    public ArgoTarget Target { get; init; } = ArgoTarget.V41;
}
