namespace WorkflowResilience.Argo;

/// <summary>A task of a DAG, or a step.</summary>
internal sealed record Call(string Name, string Template)
{
    internal string? Depends { get; init; }

    internal string? When { get; init; }

    internal Ports Arguments { get; init; } = Ports.None;

    internal IReadOnlyList<Hook> Hooks { get; init; } = [];

    /// <summary>A step whose failure does not fail those around it.</summary>
    internal bool ContinuesOnFailure { get; init; }

    internal YamlMapping ToYaml()
    {
        var yaml = new YamlMapping { { "name", Name } };
        yaml.AddIfAny("depends", Manifest.Text(Depends));
        yaml.Add("template", Template);
        yaml.AddIfAny("arguments", Arguments.ToYaml());
        yaml.AddIfAny("when", Manifest.Text(When));
        if (ContinuesOnFailure) yaml.Add("continueOn", new YamlMapping { { "error", YamlScalar.Bool(true) }, { "failed", YamlScalar.Bool(true) } });
        if (Hooks.Count == 0) return yaml;
        var hooks = new YamlMapping();
        foreach (Hook hook in Hooks) hooks.Add(hook.Name, hook.ToYaml());
        yaml.Add("hooks", hooks);
        return yaml;
    }
}
