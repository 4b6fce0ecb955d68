namespace WorkflowResilience.Argo;

/// <summary>A container of a pod.</summary>
internal sealed record Container(string Image)
{
    internal IReadOnlyList<string> Command { get; init; } = [];

    internal IReadOnlyList<string> Arguments { get; init; } = [];

    internal IReadOnlyList<EnvironmentVariable> Environment { get; init; } = [];

    internal ArgoResources? Resources { get; init; }

    internal ArgoWorkspace? Workspace { get; init; }

    internal YamlMapping ToYaml()
    {
        var yaml = new YamlMapping { { "image", Image } };
        yaml.AddIfAny("command", Manifest.Texts(Command));
        yaml.AddIfAny("args", Manifest.Texts(Arguments));
        yaml.AddIfAny("env", Manifest.List(Environment.Select(static variable => variable.ToYaml())));
        yaml.AddIfAny("resources", Resources?.ToYaml());
        if (Workspace is not null) yaml.Add("volumeMounts", new YamlSequence { new YamlMapping { { "name", ArgoWorkspace.Volume }, { "mountPath", Workspace.Path } } });
        return yaml;
    }
}
