namespace WorkflowResilience.Argo;

/// <summary>A parameter: declared, given or put out.</summary>
internal sealed record Parameter(string Name)
{
    internal string? Description { get; init; }

    internal string? Value { get; init; }

    internal string? Default { get; init; }

    internal IReadOnlyList<string> Enum { get; init; } = [];

    /// <summary>An output that is read from a file.</summary>
    internal string? Path { get; init; }

    /// <summary>An output of a DAG that is computed.</summary>
    internal string? Expression { get; init; }

    /// <summary>An output that whoever resumes the workflow gives.</summary>
    internal bool IsSupplied { get; init; }

    internal YamlMapping ToYaml()
    {
        var yaml = new YamlMapping { { "name", Name } };
        yaml.AddIfAny("description", Manifest.Text(Description));
        yaml.AddIfAny("value", Manifest.Text(Value));
        bool isSource = Path is not null || Expression is not null || IsSupplied;
        if (!isSource) yaml.AddIfAny("default", Manifest.Text(Default));
        yaml.AddIfAny("enum", Manifest.Texts(Enum));
        if (isSource) yaml.Add("valueFrom", Source());
        return yaml;
    }

    private YamlMapping Source()
    {
        var yaml = new YamlMapping();
        yaml.AddIfAny("path", Manifest.Text(Path));
        yaml.AddIfAny("expression", Manifest.Text(Expression));
        if (IsSupplied) yaml.Add("supplied", new YamlMapping());
        yaml.AddIfAny("default", Manifest.Text(Default));
        return yaml;
    }
}
