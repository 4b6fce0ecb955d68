namespace WorkflowResilience.Argo;

/// <summary>Steps and tasks: what they run (25), how they loop (26), their hooks (3, 27).</summary>
internal static class CallRules
{
    private static readonly string[] s_loops = ["withItems", "withParam", "withSequence"];

    internal static void Check(RuleInput input)
    {
        foreach (LintCall call in input.Templates.SelectMany(static template => template.Calls))
        {
            CheckCallee(input, call);
            CheckLoop(input, call);
            SpecRules.CheckTemplateOf(input, call.Node, call.Path, "onExit", $"The {What(call)}", reference: null);
            if (call.Node.MappingAt("hooks") is { } hooks) SpecRules.CheckHooks(input, hooks, call.Path["hooks"], reference: null);
        }
    }

    private static string What(LintCall call) => $"{(call.IsTask ? "task" : "step")} {(call.Name ?? "").Shown()}";

    private static void CheckCallee(RuleInput input, LintCall call)
    {
        YamlMapping node = call.Node;
        if (node["template"] is YamlMapping or YamlSequence) return;
        string? name = node.FilledAt("template");
        if (node.MappingAt("templateRef") is { } reference)
        {
            if (name is not null) input.AddAt(ArgoRules.Callee, node, call.Path, "template", $"The {What(call)} has both template and templateRef.", "Keep one.");
            CheckReference(input, call, reference);
        }
        else if (name is null)
        {
            if (node.IsGiven("inline") || node.IsGiven("templateRef")) return;
            input.AddAt(ArgoRules.Callee, node, call.Path, "template", $"The {What(call)} does not say which template it runs.", "Name it by template, templateRef or inline.");
        }
        else if (input.IsMissing(input.Document, name))
        {
            input.AddAt(ArgoRules.Callee, node, call.Path, "template", $"The {What(call)} runs the template {name.Shown()}, which does not exist.", "Name a template of this workflow, add one of that name, or use templateRef for one of another.");
        }
    }

    private static void CheckReference(RuleInput input, LintCall call, YamlMapping reference)
    {
        LintPath path = call.Path["templateRef"];
        foreach (string member in (string[])["name", "template"])
        {
            if (reference[member] is YamlMapping or YamlSequence || reference.FilledAt(member) is not null) continue;
            input.AddAt(ArgoRules.Callee, reference, path, member, $"templateRef of the {What(call)} has no {member}.", "Give both: name is that of the WorkflowTemplate, template that of a template in it.");
            return;
        }

        if (reference.TextAt("template") is { } template && input.Referred(reference) is { } other && input.IsMissing(other, template))
        {
            input.AddAt(ArgoRules.Callee, reference, path, "template", $"The {other.Kind} {reference.TextAt("name")!.Shown()} has no template {template.Shown()}.", "Name one of its templates.");
        }
    }

    private static void CheckLoop(RuleInput input, LintCall call)
    {
        string[] loops = [.. s_loops.Where(member => call.Node[member] is YamlSequence { Count: > 0 } or YamlMapping || call.Node.FilledAt(member) is not null)];
        if (loops.Length > 1) input.AddAt(ArgoRules.Loop, call.Node, call.Path, loops[1], $"The {What(call)} loops in several ways: {string.Join(", ", loops)}.", "Keep one.");
        if (call.Node.MappingAt("withSequence") is { } sequence && sequence.IsGiven("count") && sequence.IsGiven("end"))
        {
            input.AddAt(ArgoRules.Loop, sequence, call.Path["withSequence"], "end", "withSequence has both count and end.", "Keep one.");
        }
    }
}
