namespace WorkflowResilience;

/// <summary>Retry budgets that several stages draw on: one bucket cannot have two sizes.</summary>
internal static class SharedBudgets
{
    /// <summary>A message for each target whose stages disagree.</summary>
    /// <param name="policies">The stages' policies; entries that are null are left to others.</param>
    /// <param name="defaultPolicy">The policy of all other stages; null: there are none.</param>
    internal static IEnumerable<string> Conflicts(IEnumerable<KeyValuePair<WorkflowStage, StagePolicy>> policies, StagePolicy? defaultPolicy)
    {
        IEnumerable<(string Name, StagePolicy? Policy)> all = policies.Select(p => (p.Key.Name, (StagePolicy?)p.Value)).OrderBy(p => p.Name, StringComparer.Ordinal);
        if (defaultPolicy is not null) all = all.Append(("any other (DefaultPolicy)", defaultPolicy));
        return all
            .Where(p => p.Policy?.RetryBudget?.Target is not null)
            .GroupBy(p => p.Policy!.RetryBudget!.Target!, StringComparer.Ordinal)
            .Where(g => g.Select(p => p.Policy!.RetryBudget).Distinct().Skip(1).Any())
            .Select(g => $"The retry budget '{g.Key}' has different numbers for the stages {string.Join(", ", g.Select(p => p.Name))}; a shared budget needs the same.");
    }
}
