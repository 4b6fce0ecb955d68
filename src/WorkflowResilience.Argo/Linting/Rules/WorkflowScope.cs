namespace WorkflowResilience.Argo;

/// <summary>The names that are known in all templates of a workflow.</summary>
internal static class WorkflowScope
{
    private static readonly string[] s_always =
    [
        "workflow.name", "workflow.namespace", "workflow.mainEntrypoint", "workflow.serviceAccountName", "workflow.uid", "workflow.status", "workflow.priority",
        "workflow.annotations", "workflow.annotations.json", "workflow.labels", "workflow.labels.json", "workflow.parameters", "workflow.parameters.json",
    ];

    internal static TagScope Of(RuleInput input)
    {
        var scope = new TagScope();
        foreach (string name in s_always) scope.Add(name);
        if (input.Document.Spec is not { } spec) return scope;
        AddParameters(scope, input, spec);
        AddMetadata(scope, input, spec);
        AddGlobals(scope, input);
        if (input.Document.IsReusable || spec.IsGiven("onExit") || spec.IsGiven("hooks")) scope.Add("workflow.failures");
        return scope;
    }

    private static void AddParameters(TagScope scope, RuleInput input, YamlMapping spec)
    {
        // A template that others run may get its arguments from them.
        if (input.Document.IsReusable || spec.IsGiven("workflowTemplateRef")) scope.Open("workflow.parameters");
        foreach ((YamlMapping parameter, _) in spec.MappingAt("arguments").ItemsAt("parameters", input.Document.SpecPath))
        {
            if (parameter.TextAt("name") is not { } name) continue;
            if (name.IsOpen()) scope.Open("workflow.parameters");
            else scope.Add("workflow.parameters." + name);
        }

        if (input.Document.IsReusable || spec.IsGiven("workflowTemplateRef")) scope.Open("workflow.artifacts");
        foreach ((YamlMapping artifact, _) in spec.MappingAt("arguments").ItemsAt("artifacts", input.Document.SpecPath))
        {
            if (artifact.TextAt("name") is not { } name) continue;
            if (name.IsOpen()) scope.Open("workflow.artifacts");
            else scope.Add("workflow.artifacts." + name);
        }
    }

    private static void AddMetadata(TagScope scope, RuleInput input, YamlMapping spec)
    {
        // What Argo puts on each run of it.
        if (input.Document.Kind is "CronWorkflow")
        {
            scope.Add("workflow.labels.workflows.argoproj.io/cron-workflow");
            scope.Add("workflow.annotations.workflows.argoproj.io/scheduled-time");
        }

        YamlMapping? own = input.Document.Kind is "CronWorkflow" ? null : input.Document.Root.MappingAt("metadata");
        YamlMapping? ofRuns = (input.Document.Kind is "CronWorkflow" ? input.Document.Root.MappingAt("spec") : spec)?.MappingAt("workflowMetadata");
        foreach (string kind in (string[])["labels", "annotations"])
        {
            if (input.Document.IsReusable) scope.Open("workflow." + kind);
            foreach (YamlMapping? names in (YamlMapping?[])[own?.MappingAt(kind), ofRuns?.MappingAt(kind), spec.MappingAt("workflowMetadata")?.MappingAt(kind), kind is "labels" ? ofRuns?.MappingAt("labelsFrom") : null])
            {
                foreach (YamlMember member in names ?? []) scope.Add($"workflow.{kind}.{member.Key}");
            }
        }
    }

    // Order is not looked at: which template has run before another is known only when the workflow runs.
    private static void AddGlobals(TagScope scope, RuleInput input)
    {
        if (input.Document.IsReusable || !input.IsComplete)
        {
            scope.Open("workflow.outputs");
            return;
        }

        IEnumerable<LintTemplate> all = input.Templates.Concat(input.Templates.SelectMany(static template => template.Calls).Select(input.CalleeOf).OfType<LintTemplate>());
        foreach (LintTemplate template in all.Distinct())
        {
            foreach (string list in (string[])["parameters", "artifacts"])
            {
                foreach ((YamlMapping output, _) in template.Node.MappingAt("outputs").ItemsAt(list, template.Path))
                {
                    if (output.FilledAt("globalName") is not { } name) continue;
                    if (name.IsOpen()) scope.Open("workflow.outputs");
                    else scope.Add($"workflow.outputs.{list}.{name}");
                }
            }
        }
    }
}
