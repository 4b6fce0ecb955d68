namespace WorkflowResilience;

/// <summary>Finds conditions that never decide because those before them match all that they match. What code and kinds mean is not known here, only what is written.</summary>
internal static class ShadowedConditions
{
    /// <summary>The places of conditions that never decide.</summary>
    internal static IEnumerable<int> In(IReadOnlyList<RetryCondition> conditions) =>
        Enumerable.Range(0, conditions.Count).Where(i => IsCovered(conditions[i], [.. conditions.Take(i)]));

    private static bool IsCovered(RetryCondition condition, RetryCondition[] before)
    {
        if (condition is not RetryCondition.IResultCondition && before.Any(b => b is RetryCondition.AnyCondition)) return true;
        return condition switch
        {
            RetryCondition.KindCondition c => c.Kinds.All(kind => before.OfType<RetryCondition.KindCondition>().Any(b => b.Kinds.Contains(kind))),
            RetryCondition.StatusCondition c => c.Ranges.All(range => Statuses(range).All(status => before.OfType<RetryCondition.StatusCondition>().Any(b => Has(b, status)))),
            RetryCondition.ExceptionCondition c => before.OfType<RetryCondition.ExceptionCondition>().Any(b => c.Type.IsAssignableTo(b.Type)),
            RetryCondition.TypeNameCondition c => c.Names.All(name => before.OfType<RetryCondition.TypeNameCondition>().Any(b => b.Names.Contains(name, StringComparer.Ordinal))),
            RetryCondition.MessageCondition c => before.OfType<RetryCondition.MessageCondition>().Any(b => c.Text.Contains(b.Text, StringComparison.OrdinalIgnoreCase)),

            // Code is known by its name alone; whether it decides otherwise than before or waits differently does not matter.
            _ => before.Any(b => (b with { Decision = condition.Decision, Backoff = condition.Backoff }).Equals(condition)),
        };
    }

    private static IEnumerable<int> Statuses(RetryCondition.StatusRange range) => Enumerable.Range(range.First, range.Last - range.First + 1);

    private static bool Has(RetryCondition.StatusCondition condition, int status) => condition.Ranges.Any(r => r.First <= status && status <= r.Last);
}
