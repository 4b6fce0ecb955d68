namespace WorkflowResilience.Argo;

/// <summary>Whether every <c>{{tag}}</c> stands for something where it is used (7, 8).</summary>
internal static class TagRules
{
    internal static void Check(RuleInput input)
    {
        TagScope workflow = WorkflowScope.Of(input);
        if (input.Defaults is { } defaults) TemplateScope.AddInputs(workflow, defaults);
        foreach (LintTemplate template in input.Templates)
        {
            // Those written in a step or task are checked with it.
            if (template.InlineOf is null) CheckTemplate(input, template, TemplateScope.Of(template, workflow));
        }
    }

    private static void CheckTemplate(RuleInput input, LintTemplate template, TagScope scope)
    {
        if (template.IsLeaf)
        {
            CheckTexts(input, template.Node, template.Path, scope, template);
            return;
        }

        if (template.Node.Has("dag")) CheckTasks(input, template, scope);
        else CheckSteps(input, template, scope);
        if (template.Node["outputs"] is { } outputs) CheckTexts(input, outputs, template.Path["outputs"], scope, template);
    }

    private static void CheckSteps(RuleInput input, LintTemplate template, TagScope scope)
    {
        // What has not the shape of steps may have any name.
        if (template.Node.SequenceAt("steps") is not { } groups || groups.Any(static group => group is not YamlSequence)) scope.Open("steps");
        foreach (LintCall step in template.Calls)
        {
            scope.Add(TemplateScope.NodeOf(step) + ".status");
            if (step.Name is null || step.Name.IsOpen()) scope.Open("steps");
            TemplateScope.AddItems(scope, step);
            var own = new TagScope(scope);
            if (step.Node.IsGiven("hooks") || step.Node.IsGiven("onExit")) TemplateScope.AddOutputs(own, step, input);
            CheckCall(input, template, step, own);
            TemplateScope.AddOutputs(scope, step, input);
        }
    }

    private static void CheckTasks(RuleInput input, LintTemplate template, TagScope scope)
    {
        LintCall[] tasks = [.. template.Calls.Where(static call => call.IsTask)];
        if (template.Node.MappingAt("dag")?.SequenceAt("tasks") is null || tasks.Any(static task => task.Name is null || task.Name.IsOpen())) scope.Open("tasks");
        RuleGraph graph = TaskDependencies.Of(tasks).Graph;
        foreach (LintCall task in tasks)
        {
            TemplateScope.AddOutputs(scope, task, input);
            if (!graph.IsSmall || task.Node.IsGiven("hooks") || task.Node.FilledAt("depends")?.IsOpen() == true) scope.Add(TemplateScope.NodeOf(task) + ".status");
        }

        if (template.Node.MappingAt("dag")?["target"] is { } target) CheckTexts(input, target, template.Path["dag"]["target"], scope, template);
        foreach (LintCall task in tasks)
        {
            var own = new TagScope(scope);
            TemplateScope.AddItems(own, task);
            if (graph.IsSmall && RuleTags.TextsOf(task.Node, task.Path).Any(static text => text.Scalar.Value.Contains(".status", StringComparison.Ordinal)))
            {
                foreach (string ancestor in graph.AncestorsOf(task.Name ?? "")) own.Add($"tasks.{ancestor}.status");
            }

            CheckCall(input, template, task, own);
        }

        // The outputs are made when all tasks have ended.
        foreach (LintCall task in tasks) scope.Add(TemplateScope.NodeOf(task) + ".status");
    }

    private static void CheckCall(RuleInput input, LintTemplate template, LintCall call, TagScope scope)
    {
        CheckTexts(input, call.Node, call.Path, scope, template, except: "inline");
        if (call.Node.MappingAt("inline") is not null && input.CalleeOf(call) is { } inline) CheckTemplate(input, inline, TemplateScope.Of(inline, scope));
    }

    private static void CheckTexts(RuleInput input, YamlNode node, LintPath path, TagScope scope, LintTemplate template, string? except = null)
    {
        foreach ((YamlScalar scalar, LintPath at) in RuleTags.TextsOf(node, path, except))
        {
            foreach (string tag in RuleTags.In(scalar.Value))
            {
                if (scope.Allows(tag)) continue;
                (LintRule rule, string why, string fix) = TagComplaint.Of(tag, template);
                input.Add(rule, at, scalar.Mark, $"{{{{{tag.Shown().Trim('\'')}}}}} stands for nothing here: {why}.", fix);
            }
        }
    }
}
