namespace WorkflowResilience.Argo;

/// <summary>What a container asks for and may use, as Kubernetes quantities: <c>200m</c>, <c>1</c>, <c>512Mi</c>.</summary>
/// <remarks>Immutable; compared by value. <c>M</c> is a million, <c>Mi</c> 1,048,576; a quantity that is none is refused when YAML is generated.</remarks>
public sealed record ArgoResources
{
    /// <summary>The processor time that is kept for it; null for nothing.</summary>
    public string? CpuRequest { get; init; }

    /// <summary>The processor time that it may take; null for no limit.</summary>
    public string? CpuLimit { get; init; }

    /// <summary>The memory that is kept for it; null for nothing.</summary>
    public string? MemoryRequest { get; init; }

    /// <summary>The memory at which it is killed (exit code 137); null for no limit.</summary>
    public string? MemoryLimit { get; init; }

    internal IEnumerable<string> Quantities => new[] { CpuRequest, CpuLimit, MemoryRequest, MemoryLimit }.OfType<string>();

    internal YamlMapping? ToYaml()
    {
        var yaml = new YamlMapping();
        yaml.AddIfAny("requests", Pair(CpuRequest, MemoryRequest));
        yaml.AddIfAny("limits", Pair(CpuLimit, MemoryLimit));
        return yaml.Count == 0 ? null : yaml;
    }

    private static YamlMapping? Pair(string? cpu, string? memory)
    {
        var yaml = new YamlMapping();
        yaml.AddIfAny("cpu", Manifest.Text(cpu));
        yaml.AddIfAny("memory", Manifest.Text(memory));
        return yaml.Count == 0 ? null : yaml;
    }
}
