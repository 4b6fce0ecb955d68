using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>The names that are known in one template, and those that its steps and tasks add.</summary>
internal static class TemplateScope
{
    /// <summary>What a template knows without its calls: its inputs, and its pod when it has one.</summary>
    internal static TagScope Of(LintTemplate template, TagScope around)
    {
        var scope = new TagScope(around);
        AddInputs(scope, template.Node);
        if (template.Kinds.Any(static kind => kind is not ("steps" or "dag" or "suspend"))) scope.Open("pod");
        return scope;
    }

    /// <summary>The fields of what a step or task loops over.</summary>
    internal static void AddItems(TagScope scope, LintCall call)
    {
        if (call.Node["withItems"] is { } items && items is not YamlScalar { IsNull: true })
        {
            if (items is not YamlSequence sequence) scope.Open("item");
            else foreach (YamlNode item in sequence) AddItem(scope, item);
        }

        if (call.Node.IsGiven("withParam")) scope.Open("item");
    }

    /// <summary>What is known of a step or task to those that may look at it; anything, when its template is not in the text.</summary>
    internal static void AddOutputs(TagScope scope, LintCall call, RuleInput input)
    {
        string node = NodeOf(call);
        if (input.CalleeOf(call) is { } callee) scope.AddNode(node, input.NamesOf(callee));
        else scope.Open(node);
        if (call.Node.IsGiven("withItems") || call.Node.IsGiven("withParam") || call.Node.IsGiven("withSequence")) scope.Add(node + ".outputs.parameters");
    }

    internal static string NodeOf(LintCall call) => (call.IsTask ? "tasks." : "steps.") + call.Name;

    internal static void AddInputs(TagScope scope, YamlMapping node)
    {
        YamlMapping? inputs = node.MappingAt("inputs");
        foreach ((YamlMapping parameter, _) in inputs.ItemsAt("parameters", LintPath.Root))
        {
            scope.Add("inputs.parameters");
            if (parameter.TextAt("name") is not { } name) continue;
            if (name.IsOpen()) scope.Open("inputs.parameters");
            else scope.Add("inputs.parameters." + name);
        }

        foreach ((YamlMapping artifact, _) in inputs.ItemsAt("artifacts", LintPath.Root))
        {
            if (artifact.TextAt("name") is not { } name) continue;
            if (name.IsOpen()) scope.Open("inputs.artifacts");
            scope.Add("inputs.artifacts." + name);
            scope.Add($"inputs.artifacts.{name}.path");
        }
    }

    private static void AddItem(TagScope scope, YamlNode item)
    {
        switch (item)
        {
            case YamlMapping mapping:
                foreach (YamlMember member in mapping) scope.Add("item." + member.Key);
                break;
            case YamlSequence sequence:
                for (int i = 0; i < sequence.Count; i++) scope.Add(string.Create(CultureInfo.InvariantCulture, $"item.[{i}]"));
                break;
            case YamlScalar scalar when scalar.Value.IsOpen() || scalar.Value.StartsWith('{'):
                // A text that is JSON, or becomes it.
                scope.Open("item");
                break;
        }
    }
}
