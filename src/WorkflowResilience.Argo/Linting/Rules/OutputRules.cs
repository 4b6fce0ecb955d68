namespace WorkflowResilience.Argo;

/// <summary>Output parameters: exactly one source, of the kind that the template has (33), and global names (34).</summary>
internal static class OutputRules
{
    private static readonly string[] s_sources = ["path", "jqFilter", "jsonPath", "parameter", "expression"];

    internal static void Check(RuleInput input)
    {
        foreach (LintTemplate template in input.Templates)
        {
            foreach ((YamlMapping parameter, LintPath path) in template.Node.MappingAt("outputs").ItemsAt("parameters", template.Path["outputs"]))
            {
                CheckValue(input, template, parameter, path);
                CheckGlobalName(input, ArgoRules.OutputArtifact, parameter, path);
            }
        }
    }

    internal static void CheckGlobalName(RuleInput input, LintRule rule, YamlMapping output, LintPath path)
    {
        if (output.FilledAt("globalName") is not { } name || name.IsOpen() || RuleNames.IsParameter(name)) return;
        input.AddAt(rule, output, path, "globalName", $"{name.Shown()} cannot be a global name.", "Use letters, digits, '-' and '_'.");
    }

    private static void CheckValue(RuleInput input, LintTemplate template, YamlMapping parameter, LintPath path)
    {
        string name = (parameter.TextAt("name") ?? "").Shown();
        bool hasValue = parameter.IsGiven("value");
        if (!parameter.IsGiven("valueFrom"))
        {
            if (!hasValue) input.AddAt(ArgoRules.OutputValue, parameter, path, "valueFrom", $"The output {name} has neither valueFrom nor value.", "Say where the value comes from, as in valueFrom: {path: /tmp/value}.");
            return;
        }

        if (parameter.MappingAt("valueFrom") is not { } source) return;
        if (hasValue)
        {
            input.AddAt(ArgoRules.OutputValue, parameter, path, "valueFrom", $"The output {name} has both value and valueFrom.", "Keep one.");
            return;
        }

        List<string> found = [.. s_sources.Where(member => source[member] is YamlMapping or YamlSequence || source.FilledAt(member) is not null)];
        if (source.IsGiven("supplied")) found.Add("supplied");
        if (found.Count > 1)
        {
            input.AddAt(ArgoRules.OutputValue, source, path["valueFrom"], found[1], $"The output {name} comes from several places: {string.Join(", ", found)}.", "Keep one.");
        }
        else
        {
            CheckKind(input, template, source, path["valueFrom"], name, found.FirstOrDefault());
        }
    }

    private static void CheckKind(RuleInput input, LintTemplate template, YamlMapping source, LintPath path, string name, string? found)
    {
        string? kind = template.Kinds.Count == 1 ? template.Kinds[0] : null;
        string? needed = kind switch
        {
            "container" or "script" or "containerSet" when found is not "path" => "path",
            "resource" when found is not ("jqFilter" or "jsonPath") => "jqFilter or jsonPath",
            "steps" or "dag" when found is not ("parameter" or "expression") => "parameter or expression",
            _ when found is null => string.Join(", ", s_sources) + " or supplied",
            _ => null,
        };
        if (needed is null) return;
        string message = found is null ? $"valueFrom of the output {name} says not where the value is." : $"The output {name} comes from {found}, which a {kind} template does not have.";
        input.AddAt(ArgoRules.OutputValue, source, path, found ?? "", message, $"Use {needed}.");
    }
}
