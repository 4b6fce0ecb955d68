namespace WorkflowResilience.Argo;

/// <summary>What a workflow does: <c>spec</c>, with its members in a fixed order.</summary>
internal sealed record WorkflowSpec(string Entrypoint, IReadOnlyList<Template> Templates)
{
    internal string? OnExit { get; init; }

    internal string? ServiceAccount { get; init; }

    internal TimeSpan? Deadline { get; init; }

    internal ArgoPodCleanup PodCleanup { get; init; }

    internal TimeSpan? KeepSucceeded { get; init; }

    internal TimeSpan? KeepFailed { get; init; }

    internal ArgoSecurity? Security { get; init; }

    internal IReadOnlyList<Parameter> Parameters { get; init; } = [];

    internal ArgoWorkspace? Workspace { get; init; }

    internal IReadOnlyList<ArgoLock> Locks { get; init; } = [];

    internal RawYaml? Raw { get; init; }

    internal YamlMapping ToYaml(ArgoTarget target)
    {
        var yaml = new YamlMapping { { "entrypoint", Entrypoint } };
        yaml.AddIfAny("onExit", Manifest.Text(OnExit));
        yaml.AddIfAny("serviceAccountName", Manifest.Text(ServiceAccount));

        // A number here, and a text on a template: the schema says so.
        if (Deadline is { } deadline) yaml.Add("activeDeadlineSeconds", YamlScalar.Number(Manifest.Seconds(deadline)));
        if (PodCleanup != ArgoPodCleanup.Never) yaml.Add("podGC", new YamlMapping { { "strategy", PodCleanup.ToString() } });
        yaml.AddIfAny("ttlStrategy", TimeToLive());
        yaml.AddIfAny("securityContext", Security?.ToYaml());
        yaml.AddIfAny("synchronization", ArgoLock.ToYaml(Locks));
        if (Manifest.List(Parameters.Select(static parameter => parameter.ToYaml())) is { } parameters) yaml.Add("arguments", new YamlMapping { { "parameters", parameters } });
        if (Workspace is not null)
        {
            yaml.Add("volumeClaimTemplates", new YamlSequence { Workspace.ToYaml() });

            // Otherwise the claim of a workflow that failed stays.
            yaml.Add("volumeClaimGC", new YamlMapping { { "strategy", "OnWorkflowCompletion" } });
        }

        Raw?.AddTo(yaml, "The raw YAML of the workflow");
        yaml.AddIfAny("templates", Manifest.List(Templates.Select(template => template.ToYaml(target))));
        return yaml;
    }

    private YamlMapping? TimeToLive()
    {
        var yaml = new YamlMapping();
        if (KeepSucceeded is { } succeeded) yaml.Add("secondsAfterSuccess", YamlScalar.Number(Manifest.Seconds(succeeded)));
        if (KeepFailed is { } failed) yaml.Add("secondsAfterFailure", YamlScalar.Number(Manifest.Seconds(failed)));
        return yaml.Count == 0 ? null : yaml;
    }
}
