namespace WorkflowResilience.Argo;

/// <summary>A field of a type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">The shape of its value.</param>
internal sealed record SchemaField(string Name, SchemaShape Shape)
{
    /// <summary>The values there are; empty when any is right.</summary>
    internal IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The version from which it must be there; null when it may be absent.</summary>
    internal ArgoTarget? RequiredSince { get; init; }

    /// <summary>It must be there, and a rule with words of its own looks after that.</summary>
    internal bool HasOwnRule { get; init; }

    /// <summary>The version that brought it; null for one that all have.</summary>
    internal ArgoTarget? Since { get; init; }

    /// <summary>The version that no longer has it; null for one that all have.</summary>
    internal ArgoTarget? GoneIn { get; init; }

    internal bool IsIn(ArgoTarget target) => !(target < Since) && !(target >= GoneIn);
}
