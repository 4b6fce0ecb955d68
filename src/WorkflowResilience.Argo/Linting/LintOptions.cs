namespace WorkflowResilience.Argo;

/// <summary>What the lint assumes.</summary>
/// <remarks>Immutable; compared by value.</remarks>
public sealed record LintOptions
{
    /// <summary>
    /// The version that reads the YAML. Null (default): any of those that are known. What one of them reads is no error then, and what newer ones refuse is a warning.
    /// </summary>
    public ArgoTarget? Target { get; init; }

    /// <summary>The version that counts where nothing but words or a mild finding depends on it.</summary>
    internal ArgoTarget Newest => Target ?? ArgoTarget.V41;
}
