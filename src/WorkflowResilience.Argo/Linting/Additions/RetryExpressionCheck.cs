namespace WorkflowResilience.Argo;

/// <summary>A: expressions of retries and hooks.</summary>
internal static class RetryExpressionCheck
{
    private const string Member = "expression";

    internal static void Check(LintDocument document, LintOptions options, LintFindings findings)
    {
        foreach (RetryPlace place in RetryPlace.Of(document))
        {
            if (place.Node.TextAt(Member) is { } expression) CheckRetry(expression, place.Path[Member], place.Node.MarkOf(Member), findings);
        }

        if (document.Spec is not { } spec) return;
        CheckHooks(spec, document.SpecPath, findings);
        foreach (LintTemplate template in document.Templates)
        {
            CheckHooks(template.Node, template.Path, findings);
            foreach (LintCall call in template.Calls) CheckHooks(call.Node, call.Path, findings);
        }
    }

    private static void CheckRetry(string expression, LintPath path, YamlMark mark, LintFindings findings)
    {
        foreach (string tag in LintTags.Of(expression))
        {
            string inner = tag.TrimStart('=').Trim();
            if (!LintTags.Names(inner, "lastRetry") && !LintTags.Names(inner, "retries")) continue;
            findings.Add(AdditionRules.ExpressionWrapped, path, mark, $"The expression is evaluated as it stands; {{{{{tag}}}}} is not put in before, so it cannot be read and the step ends in Error at its first failure, without a retry.", "Write the expression bare, without {{ and }}: asInt(lastRetry.exitCode) in [75, 137].");
            return;
        }

        ExprParsed parsed = ExprParser.Parse(expression);
        if (parsed.Problem is { } problem)
        {
            if (!parsed.HasTags && !LintTags.HasAny(expression)) Add(problem, expression, path, mark, findings);
        }
        else if (parsed.Root is { } root)
        {
            foreach (ExprProblem found in ExprChecker.CheckRetry(root)) Add(found, expression, path, mark, findings);
        }
    }

    private static void CheckHooks(YamlMapping owner, LintPath path, LintFindings findings)
    {
        if (owner.MappingAt("hooks") is not { } hooks) return;
        foreach (YamlMember hook in hooks)
        {
            if (hook.Value is not YamlMapping node || node.TextAt(Member) is not { } expression || LintTags.HasAny(expression)) continue;
            ExprParsed parsed = ExprParser.Parse(expression);
            IEnumerable<ExprProblem> problems = parsed.Problem is { } problem ? [problem] : parsed.Root is { } root ? ExprChecker.CheckHook(root) : [];
            foreach (ExprProblem found in problems) Add(found, expression, path["hooks"][hook.Key][Member], node.MarkOf(Member), findings);
        }
    }

    private static void Add(ExprProblem problem, string expression, LintPath path, YamlMark mark, LintFindings findings)
    {
        LintRule rule = problem.Kind switch
        {
            ExprProblemKind.Unreadable => AdditionRules.ExpressionUnreadable,
            ExprProblemKind.Failing => AdditionRules.ExpressionFailing,
            ExprProblemKind.Meaningless => AdditionRules.ExpressionMeaningless,
            _ => AdditionRules.ExpressionFragile,
        };
        string place = problem.Position < expression.Length ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" (character {problem.Position + 1} of the expression)") : "";
        findings.Add(rule, path, mark, problem.Message + place, problem.Fix);
    }
}
