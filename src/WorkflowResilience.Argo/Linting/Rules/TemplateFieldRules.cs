using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>What only some templates can have: retryPolicy (13), timeouts (14, 15), deadline (16), parallelism (17), podResources and resourceClaims (37, 38).</summary>
internal static class TemplateFieldRules
{
    private static readonly string[] s_policies = ["", "Always", "OnError", "OnFailure", "OnTransientError"];

    internal static void Check(RuleInput input)
    {
        if (input.Document.Spec is not { } spec) return;
        CheckRetryPolicy(input, spec, input.Document.SpecPath);
        if (input.Defaults is { } defaults) CheckRetryPolicy(input, defaults, input.Document.SpecPath["templateDefaults"]);
        foreach (LintTemplate template in input.Templates)
        {
            CheckRetryPolicy(input, template.Node, template.Path);
            if (template.Kinds.Count != 1) continue;
            CheckTimeouts(input, template);
            CheckDeadline(input, template);
            if (template.IsLeaf && template.Node.IsGiven("parallelism"))
            {
                input.AddAt(ArgoRules.Parallelism, template.Node, template.Path, "parallelism", $"A {template.Kinds[0]} template has nothing to run in parallel.", "Set parallelism on the template with the steps or the DAG, or on the workflow.");
            }

            CheckResources(input, template);
        }
    }

    private static void CheckRetryPolicy(RuleInput input, YamlMapping node, LintPath path)
    {
        if (node.MappingAt("retryStrategy") is not { } strategy || strategy.TextAt("retryPolicy") is not { } policy || policy.IsOpen() || s_policies.Contains(policy, StringComparer.Ordinal)) return;
        input.AddAt(ArgoRules.RetryPolicy, strategy, path["retryStrategy"], "retryPolicy", $"There is no retryPolicy {policy.Shown()}.", "Use Always, OnFailure, OnError or OnTransientError.");
    }

    private static void CheckTimeouts(RuleInput input, LintTemplate template)
    {
        bool works = template.IsLeaf && template.Kinds[0] is not "suspend";
        foreach ((string member, LintRule rule) in ((string, LintRule)[])[("timeout", ArgoRules.Timeout), ("pendingTimeout", ArgoRules.PendingTimeout)])
        {
            if (template.Node.ScalarAt(member) is not { IsString: true, Value: { Length: > 0 } value }) continue;
            if (!works)
            {
                input.AddAt(rule, template.Node, template.Path, member, $"A {template.Kinds[0]} template can have no {member}.", template.Kinds[0] is "suspend" ? "Use suspend.duration." : $"Set {member} on the templates that do the work, or activeDeadlineSeconds on the workflow.");
            }
            else if (member is "timeout" && value.All(char.IsAsciiDigit))
            {
                input.AddAt(rule, template.Node, template.Path, member, $"The timeout {value.Shown()} has no unit.", $"Write {value}s for seconds.");
            }
        }
    }

    private static void CheckDeadline(RuleInput input, LintTemplate template)
    {
        const string Member = "activeDeadlineSeconds";
        if (!template.Node.IsGiven(Member)) return;
        if (!template.IsLeaf)
        {
            input.AddAt(ArgoRules.ActiveDeadline, template.Node, template.Path, Member, $"A {template.Kinds[0]} template can have no {Member}.", "Set it on the templates that do the work, or on the workflow.");
        }
        else if (template.Node.ScalarAt(Member) is { Type: YamlType.String or YamlType.Integer, Value: var value } && !value.IsOpen() && !(long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seconds) && seconds >= 0))
        {
            input.AddAt(ArgoRules.ActiveDeadline, template.Node, template.Path, Member, $"{Member} is {value.Shown()}, which is no count of seconds.", "Write a whole number of seconds above 0, without unit.");
        }
    }

    private static void CheckResources(RuleInput input, LintTemplate template)
    {
        string kind = template.Kinds[0];
        bool isPod = template.IsPod;
        if (template.Node.IsGiven("resourceClaims") && !isPod)
        {
            input.AddAt(ArgoRules.ResourceClaims, template.Node, template.Path, "resourceClaims", $"A {kind} template runs no pod that could claim resources.", "Set resourceClaims on the templates that run containers.");
        }

        if (template.Node.MappingAt("podResources") is not { } resources) return;
        LintPath path = template.Path["podResources"];
        if (kind is "http" or "plugin") input.AddAt(ArgoRules.PodResources, template.Node, template.Path, "podResources", $"A {kind} template runs in the pod of the agent and can have no podResources.", "Remove it.");
        if (resources.IsGiven("claims")) input.AddAt(ArgoRules.PodResources, resources, path, "claims", "podResources can hold no claims.", "Use resourceClaims of the template and claims of its container.");
        foreach (string part in (string[])["requests", "limits"])
        {
            foreach (YamlMember member in resources.MappingAt(part) ?? [])
            {
                if (member.Key is "cpu" or "memory" || member.Key.StartsWith("hugepages-", StringComparison.Ordinal) || member.Key.IsOpen()) continue;
                input.Add(ArgoRules.PodResources, path[part][member.Key], member.Mark, $"podResources knows no {member.Key.Shown()}; a whole pod has cpu, memory and hugepages-….", "Ask for it in the resources of the container.");
            }
        }
    }
}
