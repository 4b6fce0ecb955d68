namespace WorkflowResilience;

/// <summary>What one run is given besides its id.</summary>
public sealed record RunOptions
{
    /// <summary>The workflow: then only its stages may run, and reports carry its name. Null (default): any configured stage may run.</summary>
    public WorkflowDefinition? Workflow { get; init; }

    /// <summary>The workflow's name when there is no <see cref="Workflow"/>. Default "workflow".</summary>
    public string? WorkflowName { get; init; }

    /// <summary>What the run was started with, for reports and diagnoses. Default none. Do not put secrets here.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What retries may cost; null (default): the runner's.</summary>
    public RunLimits? Limits { get; init; }
}
