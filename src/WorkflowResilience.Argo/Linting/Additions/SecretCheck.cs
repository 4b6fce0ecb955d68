using WorkflowResilience.Redaction;

namespace WorkflowResilience.Argo;

/// <summary>P: secrets as values of parameters, which everybody sees who may look at the workflow.</summary>
internal static class SecretCheck
{
    // Longer texts are programs or data; what they hold is no value that somebody typed.
    private const int Longest = 4096;

    private static readonly string[] s_values = ["value", "default"];

    internal static void Check(LintDocument document, LintOptions options, LintFindings findings)
    {
        if (document.Spec is not { } spec) return;
        Check(spec.MappingAt("arguments"), document.SpecPath["arguments"], findings);
        foreach (LintTemplate template in document.Templates)
        {
            Check(template.Node.MappingAt("inputs"), template.Path["inputs"], findings);
            foreach (LintCall call in template.Calls) Check(call.Node.MappingAt("arguments"), call.Path["arguments"], findings);
        }
    }

    private static void Check(YamlMapping? owner, LintPath path, LintFindings findings)
    {
        if (owner?.SequenceAt("parameters") is not { } parameters) return;
        for (int i = 0; i < parameters.Count; i++)
        {
            if (parameters[i] is not YamlMapping parameter) continue;
            foreach (string member in s_values)
            {
                if (parameter.ScalarAt(member) is not { IsString: true, Value: { Length: > 0 and <= Longest } value } || LintTags.HasAny(value)) continue;
                LintRule? rule = RuleFor(parameter.TextAt("name") ?? "", value);
                if (rule is null) continue;
                findings.Add(rule, path["parameters"][i][member], parameter.MarkOf(member), "The values of parameters stand in the workflow and its status, readable for all who may look at it; this one looks like a secret.", "Keep it in a Secret, and give it to the container by env[].valueFrom.secretKeyRef.");
            }
        }
    }

    private static LintRule? RuleFor(string name, string value)
    {
        if (!ReferenceEquals(FailureText.Redact(value), value)) return AdditionRules.SecretParameter;
        return SecretNames.Of(name) >= NameStrength.Likely && !Placeholders.Contains(value) && !bool.TryParse(value, out _) ? AdditionRules.SecretName : null;
    }
}
