namespace WorkflowResilience.Argo;

/// <summary>Whether every input is supplied (9).</summary>
internal static class SupplyRules
{
    // Of one call; who forgets all of them need not read all of them.
    private const int Most = 10;

    internal static void Check(RuleInput input)
    {
        foreach (LintCall call in input.Templates.SelectMany(static template => template.Calls))
        {
            if (input.CalleeOf(call) is { } callee) CheckCall(input, callee, call.Node, call.Path, "arguments", $"The {(call.IsTask ? "task" : "step")} {(call.Name ?? "").Shown()}");
        }

        // A template that others run may get its arguments from them.
        if (input.Document.Spec is not { } spec || input.Document.IsReusable || spec.IsGiven("workflowTemplateRef")) return;
        foreach (string member in (string[])["entrypoint", "onExit"])
        {
            if (spec.TextAt(member) is { } name && input.TemplateNamed(name) is { } callee) CheckCall(input, callee, spec, input.Document.SpecPath, member, $"The {(member is "onExit" ? "exit handler" : member)} of the workflow");
        }
    }

    private static void CheckCall(RuleInput input, LintTemplate callee, YamlMapping node, LintPath path, string member, string who)
    {
        // What does not have the shape of arguments says nothing of what is missing.
        if (node.IsGiven("arguments") && node.MappingAt("arguments") is null) return;
        YamlMapping? arguments = node.MappingAt("arguments");
        string name = callee.Name is { } text ? $"the template {text.Shown()}" : "its inline template";
        foreach ((string list, string what) in ((string, string)[])[("parameters", "parameter"), ("artifacts", "artifact")])
        {
            if (arguments?.IsGiven(list) == true && arguments.SequenceAt(list) is null) continue;
            HashSet<string> given = [.. arguments.ItemsAt(list, path).Select(static item => item.Node.TextAt("name") ?? "")];
            if (given.Any(static one => one.IsOpen())) continue;
            foreach (string needed in input.NamesOf(callee).NeededOf(list).Where(needed => !given.Contains(needed)).Take(Most))
            {
                input.AddAt(ArgoRules.MissingInput, node, path, node.Has(member) ? member : "template", $"{who} does not supply the {what} {needed.Shown()} that {name} needs.", $"Add {needed.Shown()} to arguments.{list}, or give the input a default.");
            }
        }
    }
}
