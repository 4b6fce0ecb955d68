namespace WorkflowResilience.Argo;

/// <summary>Files that go from pod to pod, or out.</summary>
internal sealed record Artifact(string Name)
{
    internal string? Path { get; init; }

    internal string? From { get; init; }

    internal string? FromExpression { get; init; }

    internal bool Optional { get; init; }

    internal YamlMapping ToYaml()
    {
        var yaml = new YamlMapping { { "name", Name } };
        yaml.AddIfAny("path", Manifest.Text(Path));
        yaml.AddIfAny("from", Manifest.Text(From));
        yaml.AddIfAny("fromExpression", Manifest.Text(FromExpression));
        if (Optional) yaml.Add("optional", YamlScalar.Bool(true));
        return yaml;
    }
}
