namespace WorkflowResilience.Argo;

/// <summary>The checks behind <see cref="AdditionRules"/>.</summary>
internal static class AdditionChecks
{
    internal static readonly Action<LintDocument, LintOptions, LintFindings>[] All =
    [
        Workflows(RetryExpressionCheck.Check), Workflows(RetryVariableCheck.Check), Workflows(RetryStrategyCheck.Check), Workflows(TemplateCheck.Check), Workflows(ScriptCheck.Check), Workflows(SharedPathCheck.Check),
        Workflows(ConditionCheck.Check), Workflows(FailureFlowCheck.Check), Workflows(ArgumentCheck.Check), Workflows(ProductionCheck.Check), Workflows(QuantityCheck.Check), Workflows(SecretCheck.Check),
    ];

    private static Action<LintDocument, LintOptions, LintFindings> Workflows(Action<LintDocument, LintOptions, LintFindings> check) => (document, options, findings) =>
    {
        if (document.IsWorkflow) check(document, options, findings);
    };
}
