namespace WorkflowResilience.Argo;

/// <summary>B: <c>{{retries}}</c> and <c>{{lastRetry.*}}</c> in the body of a template.</summary>
internal static class RetryVariableCheck
{
    internal static void Check(LintDocument document, LintOptions options, LintFindings findings)
    {
        // Metrics have values of the same names of their own; tasks and steps are bodies of others.
        bool everywhere = document.Spec?.Has(RetryPlace.Name) == true || document.Spec?.MappingAt("templateDefaults")?.Has(RetryPlace.Name) == true;
        foreach (LintTemplate template in document.Templates)
        {
            bool retried = everywhere || template.Node.Has(RetryPlace.Name);
            foreach (TextBelow text in TextBelow.Below(template.Node, template.Path, RetryPlace.Name, "metrics", "dag", "steps", "hooks"))
            {
                if (!LintTags.HasAny(text.Value)) continue;
                foreach (string tag in LintTags.Of(text.Value))
                {
                    if (ProblemOf(tag, retried, options.Newest) is not { } problem) continue;
                    findings.Add(AdditionRules.VariableUnknown, text.Path, text.Mark, problem.Message, problem.Fix);
                    break;
                }
            }
        }
    }

    private static (string Message, string Fix)? ProblemOf(string tag, bool retried, ArgoTarget target)
    {
        const string unresolved = "it stays in the text as it is";
        if (tag.StartsWith("retries.", StringComparison.Ordinal)) return ($"There is no {{{{{tag}}}}}; {unresolved}.", "Write {{retries}}: 0 in the first attempt, 1 in the second.");
        bool last = tag.StartsWith("lastRetry.", StringComparison.Ordinal);
        if (!last && tag is not ("retries" or "lastRetry")) return null;
        if (tag is "lastRetry" || (last && tag is not ("lastRetry.exitCode" or "lastRetry.status" or "lastRetry.duration" or "lastRetry.message")))
        {
            return ($"There is no {{{{{tag}}}}}; {unresolved}.", "lastRetry has the members exitCode, status, duration and message.");
        }

        if (!retried) return ($"{{{{{tag}}}}} is known only in a template with a retryStrategy; {unresolved}.", "Give this template a retryStrategy, or remove the tag.");
        return last && !target.HasLastRetryInTemplates() ? ($"Argo {target.Text()} does not know {{{{{tag}}}}} in a template; {unresolved}.", "Use it from 3.7 on.") : null;
    }
}
