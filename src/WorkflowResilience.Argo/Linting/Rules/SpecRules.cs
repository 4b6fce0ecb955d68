namespace WorkflowResilience.Argo;

/// <summary>The whole: entrypoint (2), exit handler and hooks (3, 27), podGC (36), templates beside a reference (39).</summary>
internal static class SpecRules
{
    private static readonly string[] s_strategies = ["", "OnPodCompletion", "OnPodSuccess", "OnWorkflowCompletion", "OnWorkflowSuccess"];

    internal static void Check(RuleInput input)
    {
        if (input.Document.Spec is not { } spec) return;
        LintPath path = input.Document.SpecPath;
        YamlMapping? reference = spec.MappingAt("workflowTemplateRef");
        if (reference is not null && spec.SequenceAt("templates") is { Count: > 0 })
        {
            input.AddAt(ArgoRules.TemplateReference, spec, path, "templates", $"The workflow has templates of its own beside workflowTemplateRef {(reference.TextAt("name") ?? "").Shown()}.", "Keep one of both; steps and tasks can run single templates of others by templateRef.");
        }

        CheckEntrypoint(input, spec, path, reference);
        CheckTemplateOf(input, spec, path, "onExit", "The exit handler", reference);
        if (spec.MappingAt("hooks") is { } hooks) CheckHooks(input, hooks, path["hooks"], reference);
        if (spec.MappingAt("podGC") is { } podGc) CheckPodGc(input, podGc, path["podGC"]);
    }

    /// <summary>That a hook names a template and, unless it is that for the end, says when it runs.</summary>
    internal static void CheckHooks(RuleInput input, YamlMapping hooks, LintPath path, YamlMapping? reference)
    {
        foreach (YamlMember member in hooks)
        {
            if (member.Value is not YamlMapping hook) continue;
            if (member.Key is not "exit" && hook["expression"] is null or YamlScalar && hook.FilledAt("expression") is null)
            {
                input.Add(ArgoRules.HookExpression, path[member.Key], member.Mark, $"The hook {member.Key.Shown()} has no expression.", "Say when it runs, as in expression: workflow.status == \"Running\"; only the hook named exit needs none.");
            }

            CheckTemplateOf(input, hook, path[member.Key], "template", $"The hook {member.Key.Shown()}", reference);
        }
    }

    internal static void CheckTemplateOf(RuleInput input, YamlMapping node, LintPath path, string member, string who, YamlMapping? reference)
    {
        if (node.FilledAt(member) is not { } name || name.IsOpen() || !MayJudge(input, reference, name)) return;
        input.AddAt(ArgoRules.OnExit, node, path, member, $"{who} names the template {name.Shown()}, which does not exist.", "Name a template of this workflow, or add one of that name.");
    }

    private static void CheckEntrypoint(RuleInput input, YamlMapping spec, LintPath path, YamlMapping? reference)
    {
        if (spec["entrypoint"] is YamlMapping or YamlSequence) return;
        if (spec.FilledAt("entrypoint") is not { } name)
        {
            if (reference is null && !input.Document.IsReusable && !spec.IsGiven("workflowTemplateRef"))
            {
                input.AddAt(ArgoRules.Entrypoint, spec, path, "entrypoint", "The workflow has no entrypoint.", "Name the template to begin with: entrypoint: main.");
            }
        }
        else if (!name.IsOpen() && MayJudge(input, reference, name))
        {
            input.AddAt(ArgoRules.Entrypoint, spec, path, "entrypoint", $"The entrypoint {name.Shown()} is no template of this workflow.", "Name one of its templates, or add one of that name.");
        }
    }

    /// <summary>Whether a name is known to be wrong: that of a template elsewhere is judged only when it is in the same text.</summary>
    private static bool MayJudge(RuleInput input, YamlMapping? reference, string name)
    {
        if (reference is null) return !input.Document.Spec!.IsGiven("workflowTemplateRef") && input.IsMissing(input.Document, name);
        return input.Referred(reference) is { } other && input.IsMissing(other, name);
    }

    private static void CheckPodGc(RuleInput input, YamlMapping podGc, LintPath path)
    {
        if (podGc.TextAt("strategy") is { } strategy && !strategy.IsOpen() && !s_strategies.Contains(strategy, StringComparer.Ordinal))
        {
            input.AddAt(ArgoRules.PodGc, podGc, path, "strategy", $"podGC has no strategy {strategy.Shown()}.", "Use OnPodCompletion, OnPodSuccess, OnWorkflowCompletion or OnWorkflowSuccess.");
        }

        if (podGc.MappingAt("labelSelector") is { } selector && LabelSelector.ComplaintOf(selector, path["labelSelector"]) is { } complaint)
        {
            input.Add(ArgoRules.PodGc, complaint.Path, complaint.Mark, complaint.Message, "Write a selector as Kubernetes takes it: matchLabels with keys and values of labels, matchExpressions with key, operator and values.");
        }
    }
}
