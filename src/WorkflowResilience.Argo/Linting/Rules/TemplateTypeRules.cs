namespace WorkflowResilience.Argo;

/// <summary>What a template is: exactly one of its types (5).</summary>
internal static class TemplateTypeRules
{
    internal static void Check(RuleInput input)
    {
        foreach (LintTemplate template in input.Templates)
        {
            string[] kinds = [.. LintTemplate.Types.Where(template.Node.IsGiven)];
            string who = template.Name is { } name ? $"The template {name.Shown()}" : "The template";
            if (kinds.Length > 1)
            {
                input.Add(ArgoRules.TemplateType, template.Path[kinds[1]], template.Node.MarkOf(kinds[1]), $"{who} is several things at once: {string.Join(", ", kinds)}.", "Keep one, and make templates of their own of the others, run by steps or a DAG.");
            }
            else if (kinds.Length == 0 && !(input.Defaults is { } defaults && LintTemplate.Types.Any(defaults.IsGiven)))
            {
                string? empty = LintTemplate.Types.FirstOrDefault(template.Node.Has);
                input.AddAt(ArgoRules.TemplateType, template.Node, template.Path, empty ?? "", empty is null ? $"{who} does nothing: it has none of {string.Join(", ", LintTemplate.Types)}." : $"{who} has {empty} without anything in it, which counts as absent.",
                    empty is "suspend" ? "Write suspend: {}." : "Give it one of them.");
            }
        }
    }
}
