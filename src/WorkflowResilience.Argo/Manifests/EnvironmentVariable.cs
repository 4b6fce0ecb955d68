namespace WorkflowResilience.Argo;

/// <summary>A variable of a container: a text, or a key of a Secret.</summary>
internal sealed record EnvironmentVariable(string Name, string? Value, string? Secret = null, string? Key = null)
{
    internal YamlMapping ToYaml()
    {
        var yaml = new YamlMapping { { "name", Name } };
        if (Secret is null) yaml.Add("value", YamlScalar.Text(Value ?? ""));
        else yaml.Add("valueFrom", new YamlMapping { { "secretKeyRef", new YamlMapping { { "name", Secret }, { "key", Key! } } } });
        return yaml;
    }
}
