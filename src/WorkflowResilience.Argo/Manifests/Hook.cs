namespace WorkflowResilience.Argo;

/// <summary>What runs once beside a task or at its end, without a say in how the DAG ends.</summary>
internal sealed record Hook(string Name, string Template, string Expression, Ports Arguments)
{
    internal YamlMapping ToYaml()
    {
        var yaml = new YamlMapping { { "template", Template }, { "expression", Expression } };
        yaml.AddIfAny("arguments", Arguments.ToYaml());
        return yaml;
    }
}
