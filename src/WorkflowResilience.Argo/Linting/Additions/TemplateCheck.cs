namespace WorkflowResilience.Argo;

/// <summary>E, F, G, K: deadlines, names, memoization and suspension of templates.</summary>
internal static class TemplateCheck
{
    internal static void Check(LintDocument document, LintOptions options, LintFindings findings)
    {
        foreach (LintTemplate template in document.Templates)
        {
            YamlMapping node = template.Node;
            if (node.TextAt("timeout") is { Length: > 0 } && node.TextAt("activeDeadlineSeconds") is not null)
            {
                findings.Add(AdditionRules.TwoDeadlines, template.Path["timeout"], node.MarkOf("timeout"), "timeout replaces activeDeadlineSeconds, even when it is the longer of the two.", "Keep one of them.");
            }

            if (template.IsPod && template.InlineOf is null && template.Name is { } name && !LintTags.HasAny(name) && name.Any(char.IsAsciiLetterUpper))
            {
                findings.Add(AdditionRules.UpperCaseName, template.Path["name"], node.MarkOf("name"), $"'{name}' becomes part of the pod's name, and Kubernetes refuses names with upper-case letters.", "Write it in lower case, with hyphens.");
            }

            if (node.MappingAt("memoize") is { } memoize) CheckMemoize(memoize, template.Path["memoize"], findings);
            if (node.MappingAt("suspend") is { } suspend) CheckSuspend(suspend, template, findings);
        }
    }

    private static void CheckMemoize(YamlMapping memoize, LintPath path, LintFindings findings)
    {
        if (memoize.TextAt("key") is { Length: > 0 } key && WrongIn(key) is { } wrong)
        {
            findings.Add(AdditionRules.Memoization, path["key"], memoize.MarkOf("key"), $"The key holds '{wrong}'; only letters, digits and hyphens are taken, a hyphen not first. Argo tells at run time alone.", "Leave the character out, or make the key a hash in hexadecimal digits.");
        }

        if (memoize.TextAt("maxAge") is { Length: > 0 } age && !LintTags.HasAny(age) && GoDuration.SecondsWithUnit(age) is null)
        {
            findings.Add(AdditionRules.Memoization, path["maxAge"], memoize.MarkOf("maxAge"), $"'{age}' is no duration: a unit is needed, and days are none.", "Write hours, minutes or seconds: 24h.");
        }
    }

    // What tags stand for is not known; what stands between them is.
    private static char? WrongIn(string key)
    {
        if (key[0] == '-') return '-';
        for (int i = 0; i < key.Length; i++)
        {
            if (string.CompareOrdinal(key, i, "{{", 0, 2) == 0)
            {
                int close = key.IndexOf("}}", i, StringComparison.Ordinal);
                if (close < 0) return null;
                i = close + 1;
            }
            else if (!char.IsAsciiLetterOrDigit(key[i]) && key[i] != '-')
            {
                return key[i];
            }
        }

        return null;
    }

    private static void CheckSuspend(YamlMapping suspend, LintTemplate template, LintFindings findings)
    {
        if (suspend.TextAt("duration") is not { Length: > 0 } || template.Node.MappingAt("outputs")?.SequenceAt("parameters") is not { } outputs) return;
        for (int i = 0; i < outputs.Count; i++)
        {
            if (outputs[i] is not YamlMapping output || output.MappingAt("valueFrom") is not { } from || !from.Has("supplied") || from.Has("default")) continue;
            findings.Add(AdditionRules.SuspendWithoutDefault, template.Path["outputs"]["parameters"][i]["valueFrom"], output.MarkOf("valueFrom"), "When the duration is over and nobody has answered, the output has no value and the step ends in Error.", "Add the safe answer: default: reject.");
        }
    }
}
