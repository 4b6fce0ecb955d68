using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>Arguments: where their values come from (10), and the values that are allowed (11).</summary>
internal static class ParameterRules
{
    private static readonly string[] s_allowed = ["configMapKeyRef", "event", "supplied"];
    private static readonly string[] s_forbidden = ["path", "jsonPath", "parameter", "expression"];
    private static readonly string[] s_notLocations = ["name", "path", "mode", "recurseMode", "archive", "globalName", "optional", "subPath", "deleted", "archiveLogs", "artifactGC"];

    internal static void Check(RuleInput input)
    {
        if (input.Document.Spec is { } spec) CheckArguments(input, spec, input.Document.SpecPath, needValues: false);
        foreach (LintCall call in input.Templates.SelectMany(static template => template.Calls)) CheckArguments(input, call.Node, call.Path, needValues: true);
    }

    private static void CheckArguments(RuleInput input, YamlMapping node, LintPath path, bool needValues)
    {
        if (node.MappingAt("arguments") is not { } arguments) return;
        foreach ((YamlMapping parameter, LintPath at) in arguments.ItemsAt("parameters", path["arguments"]))
        {
            string name = (parameter.TextAt("name") ?? "").Shown();
            if (needValues && !parameter.IsGiven("value") && !parameter.IsGiven("valueFrom")) input.AddAt(ArgoRules.ArgumentValue, parameter, at, "value", $"The argument {name} has no value.", "Give it a value or valueFrom, or leave it out if the template has a default.");
            CheckSource(input, parameter, at, name);
            CheckEnumeration(input, parameter, at, name);
        }

        if (!needValues) return;
        foreach ((YamlMapping artifact, LintPath at) in arguments.ItemsAt("artifacts", path["arguments"]))
        {
            string name = (artifact.TextAt("name") ?? "").Shown();
            if (!IsLocated(artifact)) input.AddAt(ArgoRules.ArgumentValue, artifact, at, "from", $"The artifact {name} comes from nowhere.", "Say from which artifact it is: from: \"{{steps.NAME.outputs.artifacts.NAME}}\", or give it a location.");
            else if (artifact.FilledAt("from") is not null && artifact.FilledAt("fromExpression") is not null) input.AddAt(ArgoRules.ArgumentValue, artifact, at, "fromExpression", $"The artifact {name} has both from and fromExpression.", "Keep one.");
        }
    }

    /// <summary>Whether an artifact says where it is, or where it comes from.</summary>
    internal static bool IsLocated(YamlMapping artifact) => artifact.Any(member => !s_notLocations.Contains(member.Key, StringComparer.Ordinal) && artifact.IsGiven(member.Key));

    private static void CheckSource(RuleInput input, YamlMapping parameter, LintPath path, string name)
    {
        if (parameter.MappingAt("valueFrom") is not { } source) return;
        string? forbidden = s_forbidden.FirstOrDefault(member => source.FilledAt(member) is not null);
        if (forbidden is null && s_allowed.Any(source.IsGiven)) return;
        input.AddAt(ArgoRules.ArgumentValue, parameter, path, "valueFrom", forbidden is null ? $"valueFrom of the argument {name} says not where the value is." : $"The argument {name} cannot take its value from {forbidden}.",
            "Use value with a {{tag}} or {{=expression}}, or valueFrom with configMapKeyRef, event or supplied.");
    }

    private static void CheckEnumeration(RuleInput input, YamlMapping parameter, LintPath path, string name)
    {
        if (parameter.SequenceAt("enum") is not { } allowed) return;
        if (allowed.Count == 0)
        {
            input.AddAt(ArgoRules.Enumeration, parameter, path, "enum", $"The enum of {name} allows nothing.", "List the values that are allowed, or remove it.");
        }
        else if (parameter.TextAt("value") is { } value && !value.IsOpen() && !allowed.Any(one => one is not YamlScalar scalar || scalar.Value.IsOpen() || IsSame(scalar.Value, value)))
        {
            input.AddAt(ArgoRules.Enumeration, parameter, path, "value", $"{value.Shown()} is no value of the enum of {name}.", "Use one of the values listed, or add this one.");
        }
    }

    // Numbers and truth values lose the way they are written before they are compared.
    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        || (double.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out double a) && double.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out double b) && a.Equals(b));
}
