namespace WorkflowResilience;

internal sealed partial class CanonicalText
{
    internal void Add(string path, IReadOnlyList<RetryCondition> conditions)
    {
        Add(path + ".Count", conditions.Count);
        for (int i = 0; i < conditions.Count; i++) Add(Element(path, i), conditions[i]);
    }

    internal void Add(string path, RetryBudgetPolicy? budget)
    {
        Add(path, budget is null ? None : "TokenBucket");
        if (budget is null) return;
        Add(path + ".DepositPerSuccess", budget.DepositPerSuccess);
        Add(path + ".Capacity", budget.Capacity);
        Add(path + ".Initial", budget.Initial);
        Add(path + ".Cost", budget.Cost);
        Add(path + ".Target", Quoted(budget.Target));
    }

    internal void Add(string path, RetryEvidencePolicy? evidence)
    {
        Add(path, evidence is null ? None : "Evidence");
        if (evidence is null) return;
        Add(path + ".MinimumSuccess", evidence.MinimumSuccess);
        Add(path + ".ProvenSuccess", evidence.ProvenSuccess);
        Add(path + ".Confidence", evidence.Confidence);
        Add(path + ".ExplorationFloor", evidence.ExplorationFloor);
        Add(path + ".UnknownExploration", evidence.UnknownExploration);
        Add(path + ".PriorStrength", evidence.PriorStrength);
        Add(path + ".HalfLife", evidence.HalfLife);
    }

    private void Add(string path, RetryCondition? condition)
    {
        switch (condition)
        {
            case RetryCondition.AnyCondition:
                Add(path, "Any");
                break;
            case RetryCondition.KindCondition c:
                Add(path, "Kind");
                Add(path + ".Kinds", c.Kinds.Select(k => k.Name));
                break;
            case RetryCondition.StatusCondition c:
                Add(path, "Status");
                Add(path + ".Ranges", c.Ranges.Select(r => r.ToString()));
                break;
            case RetryCondition.ExceptionCondition c:
                Add(path, "Exception");
                Add(path + ".Type", TypeName(c.Type));
                break;
            case RetryCondition.TypeNameCondition c:
                Add(path, "TypeName");
                Add(path + ".Names", c.Names.Select(Quoted));
                break;
            case RetryCondition.MessageCondition c:
                Add(path, "Message");
                Add(path + ".Text", Quoted(c.Text));
                break;
            case RetryCondition.CustomCondition c:
                Add(path, "Custom");
                Add(path + ".Name", Quoted(c.Name));
                break;
            case RetryCondition.IResultCondition c:
                Add(path, "Result");
                Add(path + ".Type", TypeName(c.ResultType));
                Add(path + ".Name", Quoted(c.Name));
                break;
            default:
                Add(path, None);
                return;
        }

        Add(path + ".Decision", condition.Decision);
        Add(path + ".Backoff", condition.Backoff);
    }

    // Without version and key of the assembly: a rebuilt host has the same policy.
    private static string TypeName(Type? type) => type is null ? None : $"{type}, {type.Assembly.GetName().Name}";
}
