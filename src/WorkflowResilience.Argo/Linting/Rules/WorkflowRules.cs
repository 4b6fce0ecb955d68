namespace WorkflowResilience.Argo;

/// <summary>Runs the rules that Argo itself has over a manifest.</summary>
internal static class WorkflowRules
{
    private static readonly Action<RuleInput>[] s_families =
    [
        NameRules.Check, SpecRules.Check, TemplateTypeRules.Check, TemplateFieldRules.Check, ParameterRules.Check, ArtifactRules.Check, OutputRules.Check,
        ContainerRules.Check, ContainerSetRules.Check, ResourceRules.Check, CallRules.Check, SupplyRules.Check, DagRules.Check, TagRules.Check, MetricRules.Check, CronRules.Check,
    ];

    internal static void Check(LintDocument document, LintOptions options, LintFindings findings)
    {
        if (!document.IsWorkflow) return;
        var input = new RuleInput(document, options, findings);
        foreach (Action<RuleInput> family in s_families) family(input);
    }
}
