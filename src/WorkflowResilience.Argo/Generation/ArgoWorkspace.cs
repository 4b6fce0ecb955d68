namespace WorkflowResilience.Argo;

/// <summary>A volume that all stages of a run share, made with the run and deleted with it. Pods have no other files in common.</summary>
/// <param name="Size">A quantity, as <c>5Gi</c>.</param>
/// <remarks>Immutable; compared by value. A stage that is repeated meets what its attempt before left there.</remarks>
public sealed record ArgoWorkspace(string Size)
{
    internal const string Volume = "workspace";

    /// <summary>Where it is mounted. Default <c>/workspace</c>.</summary>
    public string Path { get; init; } = "/workspace";

    /// <summary>Whether pods of several nodes may use it at once, which needs a storage class that can. Default false: all stages run on one node.</summary>
    public bool ManyNodes { get; init; }

    /// <summary>The storage class; null for the cluster's default.</summary>
    public string? StorageClass { get; init; }

    internal YamlMapping ToYaml()
    {
        var spec = new YamlMapping { { "accessModes", new YamlSequence { ManyNodes ? "ReadWriteMany" : "ReadWriteOnce" } } };
        spec.AddIfAny("storageClassName", Manifest.Text(StorageClass));
        spec.Add("resources", new YamlMapping { { "requests", new YamlMapping { { "storage", YamlScalar.Text(Size) } } } });
        return new YamlMapping { { "metadata", new YamlMapping { { "name", Volume } } }, { "spec", spec } };
    }
}
