namespace WorkflowResilience.Argo;

/// <summary>What goes into a template or comes out of it, or is given to a call.</summary>
internal sealed record Ports
{
    internal static Ports None { get; } = new();

    internal IReadOnlyList<Parameter> Parameters { get; init; } = [];

    internal IReadOnlyList<Artifact> Artifacts { get; init; } = [];

    internal YamlMapping? ToYaml()
    {
        var yaml = new YamlMapping();
        yaml.AddIfAny("parameters", Manifest.List(Parameters.Select(static parameter => parameter.ToYaml())));
        yaml.AddIfAny("artifacts", Manifest.List(Artifacts.Select(static artifact => artifact.ToYaml())));
        return yaml.Count == 0 ? null : yaml;
    }
}
