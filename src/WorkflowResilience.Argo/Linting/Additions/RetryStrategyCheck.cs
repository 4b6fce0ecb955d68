using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>C and D: backoff, limits, and retries at several levels.</summary>
internal static class RetryStrategyCheck
{
    private const string Backoff = "backoff";

    internal static void Check(LintDocument document, LintOptions options, LintFindings findings)
    {
        foreach (RetryPlace place in RetryPlace.Of(document))
        {
            bool limited = place.Node.ScalarAt("limit") is { IsNull: false };
            if (place.Node.MappingAt(Backoff) is { } backoff)
            {
                if (!limited)
                {
                    findings.Add(AdditionRules.BackoffIgnored, place.Path[Backoff], place.Node.MarkOf(Backoff), "Without a limit Argo ignores the backoff: it retries at once, for ever.", "Add a limit, the number of retries behind the first attempt: limit: \"2\".");
                }

                CheckBackoff(backoff, place, options.Newest, findings);
            }
            else if (!limited && !IsLimitedByExpression(place.Node))
            {
                findings.Add(AdditionRules.RetryEndless, place.Path, place.Mark, "Without a limit a failing step is retried for ever.", "Add a limit, the number of retries behind the first attempt: limit: \"2\".");
            }

            CheckLevel(place, document, findings);
        }
    }

    private static bool IsLimitedByExpression(YamlMapping retry) => retry.TextAt("expression") is { } expression && expression.Contains("retries", StringComparison.Ordinal);

    private static void CheckLevel(RetryPlace place, LintDocument document, LintFindings findings)
    {
        if (place.Template is null && document.Templates.Any(static template => !template.IsLeaf))
        {
            findings.Add(AdditionRules.RetryMultiplied, place.Path, place.Mark, "It applies to templates with a dag or steps too, so their whole graphs are repeated and the attempts of their parts multiply.", "Give the retryStrategy to the templates that run pods.");
        }
        else if (place.Template is { IsLeaf: false } outer && InnerRetries(outer, document))
        {
            findings.Add(AdditionRules.RetryMultiplied, place.Path, place.Mark, "It repeats the whole graph, and templates in it have a retryStrategy of their own: the attempts multiply.", "Keep the retryStrategy at one level, mostly on the templates that run pods.");
        }
    }

    private static bool InnerRetries(LintTemplate outer, LintDocument document) =>
        outer.Calls.Any(call => call.Node.TextAt("template") is { } name && document.Templates.Any(template => template.InlineOf is null && string.Equals(template.Name, name, StringComparison.Ordinal) && template.Node.Has(RetryPlace.Name)));

    private static void CheckBackoff(YamlMapping backoff, RetryPlace place, ArgoTarget target, LintFindings findings)
    {
        LintPath path = place.Path[Backoff];
        if (backoff.ScalarAt("duration") is not { IsNull: false, Value.Length: > 0 })
        {
            findings.Add(AdditionRules.BackoffBroken, path, place.Node.MarkOf(Backoff), "A backoff without a duration is an error at the first failure: there is no wait to begin with.", "Add the first wait: duration: \"30\".");
        }

        decimal? first = DurationAt("duration"), budget = DurationAt("maxDuration");
        DurationAt("cap");
        CheckFactor(backoff, path, findings);
        if (backoff.Has("cap") && !target.HasCap()) findings.Add(AdditionRules.CapUnknown, path["cap"], backoff.MarkOf("cap"), $"Argo {target.Text()} does not know backoff.cap.", "Use it from 3.7 on; before, choose limit and factor so that no wait grows too long.");
        if (budget is null or <= 0) return;
        if (first >= budget)
        {
            findings.Add(AdditionRules.BackoffBudget, path["maxDuration"], backoff.MarkOf("maxDuration"), "maxDuration is the time for all attempts and waits together; the first wait alone is no shorter, so nothing is ever retried.", "Make it longer, or use cap for the longest single wait.");
        }
        else if (place.Template?.Node.TextAt("activeDeadlineSeconds") is { } deadline && long.TryParse(deadline, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds > budget)
        {
            findings.Add(AdditionRules.BudgetBelowDeadline, path["maxDuration"], backoff.MarkOf("maxDuration"), "maxDuration is the time for all attempts and waits together; a single attempt may take longer, and is not retried then.", "Make it longer than the attempts together, or use cap for the longest single wait.");
        }

        decimal? DurationAt(string name)
        {
            if (backoff.ScalarAt(name) is not { IsNull: false, Value.Length: > 0 } scalar || LintTags.HasAny(scalar.Value)) return null;
            if (GoDuration.Seconds(scalar.Value) is { } known) return known;
            string why = scalar.Value.EndsWith('d') ? "; there is no unit for days" : "";
            findings.Add(AdditionRules.BackoffBroken, path[name], backoff.MarkOf(name), $"'{scalar.Value}' is no duration that Argo reads{why}: the step ends in Error at its first failure.", "Write seconds (\"90\") or hours, minutes and seconds (1h30m).");
            return null;
        }
    }

    private static void CheckFactor(YamlMapping backoff, LintPath path, LintFindings findings)
    {
        if (backoff.ScalarAt("factor") is not { IsNull: false, Value.Length: > 0 } factor || LintTags.HasAny(factor.Value)) return;
        if (long.TryParse(factor.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) return;
        findings.Add(AdditionRules.BackoffBroken, path["factor"], backoff.MarkOf("factor"), $"The factor '{factor.Value}' is no whole number: the step ends in Error at its first failure.", "Write a whole number in quotes: factor: \"2\".");
    }
}
