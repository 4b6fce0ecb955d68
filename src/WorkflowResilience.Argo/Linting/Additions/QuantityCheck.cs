namespace WorkflowResilience.Argo;

/// <summary>S: quantities, which Argo passes on and the API server refuses when the pod is made.</summary>
internal static class QuantityCheck
{
    internal static void Check(LintDocument document, LintOptions options, LintFindings findings)
    {
        foreach (LintTemplate template in document.Templates)
        {
            foreach (ArgoPod pod in ArgoPod.Of(template).Concat(ArgoPod.HelpersOf(template))) CheckResources(pod.Node.MappingAt("resources"), pod.Path["resources"], findings);
            CheckResources(template.Node.MappingAt("podResources"), template.Path["podResources"], findings);
        }

        if (document.Spec?.SequenceAt("volumeClaimTemplates") is not { } claims) return;
        for (int i = 0; i < claims.Count; i++)
        {
            if (claims[i] is YamlMapping claim) CheckResources(claim.MappingAt("spec")?.MappingAt("resources"), document.SpecPath["volumeClaimTemplates"][i]["spec"]["resources"], findings);
        }
    }

    private static void CheckResources(YamlMapping? resources, LintPath path, LintFindings findings)
    {
        if (resources is null) return;
        foreach (string kind in (ReadOnlySpan<string>)["requests", "limits"])
        {
            if (resources.MappingAt(kind) is not { } amounts) continue;
            foreach (YamlMember amount in amounts)
            {
                if (amount.Value is not YamlScalar { IsNull: false } scalar || LintTags.HasAny(scalar.Value)) continue;
                if (amount.Key is "memory" or "storage" or "ephemeral-storage" && scalar.Value.EndsWith('m'))
                {
                    findings.Add(AdditionRules.MilliBytes, path[kind][amount.Key], amount.Mark, $"'{scalar.Value}' are thousandths of a byte.", "For mebibytes write Mi: 512Mi.");
                }
            }
        }
    }
}
