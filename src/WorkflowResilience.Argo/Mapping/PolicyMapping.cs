namespace WorkflowResilience.Argo;

/// <summary>Puts policies of stages into Argo's words, and says of each of their members what became of it.</summary>
/// <remarks>Pure and thread-safe; code of a custom schedule is called, code of conditions is not.</remarks>
public static class PolicyMapping
{
    private const int MostInfrastructureRetries = 10;

    /// <summary>Maps the policy of a stage.</summary>
    /// <param name="stage">The stage; jitter of unrolled attempts is drawn from its name.</param>
    /// <param name="policy">Its policy.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="ArgumentException">The policy or the options are not valid; the message lists all problems.</exception>
    /// <exception cref="ArgoMappingException">The options are strict, and something cannot be said in Argo.</exception>
    public static StageMapping Of(WorkflowStage stage, StagePolicy policy, MappingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (stage.IsNone) throw new ArgumentException("The stage has no name; give one.", nameof(stage));
        MappingOptions chosen = options ?? new MappingOptions();
        Require(stage, policy.Validate(), nameof(policy));
        Require(stage, Problems(chosen), nameof(options));
        var plan = new ArgoPlan(stage, policy, chosen);
        MappingRow[] rows = [.. chosen.Owner == RetryOwner.InProcess ? ProcessRows.Of(plan) : ArgoRows.Of(plan)];
        var mapping = new StageMapping(stage, plan.Retry, plan.Deadline, plan.Unrolled?.Waits ?? [], rows);
        if (chosen.Strict) new MappingReport([mapping]).ThrowIfNotMapped();
        return mapping;
    }

    /// <summary>Maps the policies of several stages with the same options.</summary>
    /// <param name="policies">The policies by stage.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <returns>The report, stages in ordinal order of their names.</returns>
    /// <exception cref="ArgumentException">A policy or the options are not valid.</exception>
    /// <exception cref="ArgoMappingException">The options are strict, and something cannot be said in Argo; it lists all stages.</exception>
    public static MappingReport Report(IEnumerable<KeyValuePair<WorkflowStage, StagePolicy>> policies, MappingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(policies);
        MappingOptions chosen = options ?? new MappingOptions();
        var report = new MappingReport([.. policies.OrderBy(static pair => pair.Key.Name, StringComparer.Ordinal).Select(pair => Of(pair.Key, pair.Value, chosen with { Strict = false }))]);
        if (chosen.Strict) report.ThrowIfNotMapped();
        return report;
    }

    private static List<string> Problems(MappingOptions options)
    {
        List<string> problems = [];
        if (!Enum.IsDefined(options.Target)) problems.Add($"Target is {options.Target}; take a version that the enumeration names.");
        if (!Enum.IsDefined(options.Owner)) problems.Add($"Owner is {options.Owner}; it must be InProcess or Argo.");
        if (!Enum.IsDefined(options.Schedule)) problems.Add($"Schedule is {options.Schedule}; it must be Native or Unrolled.");
        if (options.StartupSlack < TimeSpan.Zero || options.StartupSlack > TimeSpan.FromDays(1)) problems.Add($"StartupSlack is {PolicyWords.Duration(options.StartupSlack)}; it must be from 0s to 1d.");
        if (options.InfrastructureRetries is < 0 or > MostInfrastructureRetries)
            problems.Add($"InfrastructureRetries is {PolicyWords.Number(options.InfrastructureRetries)}; it must be from 0 to {PolicyWords.Number(MostInfrastructureRetries)}.");
        return problems;
    }

    private static void Require(WorkflowStage stage, IReadOnlyList<string> problems, string parameter)
    {
        if (problems.Count > 0) throw new ArgumentException($"What is to be mapped for the stage '{stage}' is not valid:\n- {string.Join("\n- ", problems)}", parameter);
    }
}
