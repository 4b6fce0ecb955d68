namespace WorkflowResilience.Configuration;

/// <summary>The keys of the runner's section.</summary>
internal static class RunnerKeys
{
    // Stages come last: a new one begins as the default policy.
    internal static KeyTable<WorkflowRunnerOptions> Table { get; } = new(
        "the runner",
        () => new WorkflowRunnerOptions(),
        [
            new("UnknownStages", "`Refuse` or `DefaultPolicy`", (o, n) => Set(o, n, () => o.UnknownStages = n.Word(o.UnknownStages))),
            new("DefaultPolicy", "keys of a stage", (o, n) => Set(o, n, () => o.DefaultPolicy = PolicyKeys.Read(o.DefaultPolicy, n))),
            new("RunLimits", "keys of RunLimits, or `default`", (o, n) => Set(o, n, () => o.RunLimits = LimitKeys.Run.BindOptional(o.RunLimits, n) ?? Refused(n, o.RunLimits))),
            new("MaxConcurrentRetries", "whole number", (o, n) => Set(o, n, () => o.MaxConcurrentRetries = n.Count(o.MaxConcurrentRetries))),
            new("MaxRetryQueueTime", "duration", (o, n) => Set(o, n, () => o.MaxRetryQueueTime = n.Duration(o.MaxRetryQueueTime))),
            new("MaxLifecycleTime", "duration or `infinite`", (o, n) => Set(o, n, () => o.MaxLifecycleTime = n.Duration(o.MaxLifecycleTime))),
            new("LogCapacity", "whole number", (o, n) => Set(o, n, () => o.LogCapacity = n.Count(o.LogCapacity))),
            new("Analysis", "keys of Analysis, `default`, or `none` to look at no failure", (o, n) => Set(o, n, () => o.Analysis = AnalysisKeys.Table.BindOptional(o.Analysis, n) ?? FailureAnalysis.Off)),
            new("Patterns", "keys of Patterns; not changed by a reload", (o, n) => Set(o, n, () => ReadPatterns(o, n))),
            new("Seed", "whole number or `none`; not changed by a reload", (o, n) => Set(o, n, () => o.Seed = n.OptionalSeed(o.Seed))),
            new("Stages", "a section for each stage, named as the stage", ReadStages),
        ]);

    /// <summary>Where a key of a stage, or a stage, that stands directly in the runner's section belongs; null when it is neither.</summary>
    internal static string? Home(Node node)
    {
        if (PolicyKeys.Table.Rows.Any(r => string.Equals(r.Name, node.Key, StringComparison.OrdinalIgnoreCase)))
            return "it is a key of a stage: write it below Stages:<stage>, or below DefaultPolicy";
        return DefaultPolicies.All.Keys.Any(s => string.Equals(s.Name, node.Key, StringComparison.OrdinalIgnoreCase)) ? "it is a stage: write it below Stages" : null;
    }

    private static WorkflowRunnerOptions Set(WorkflowRunnerOptions options, Node node, Action set)
    {
        set();
        options.Origins[node.Key] = node.Path;
        return options;
    }

    private static RunLimits Refused(Node node, RunLimits otherwise)
    {
        node.Refuse("cannot be none; write its keys, or leave it out for the defaults");
        return otherwise;
    }

    private static void ReadPatterns(WorkflowRunnerOptions options, Node patterns)
    {
        if (patterns.Children.Count == 0 && !string.IsNullOrEmpty(patterns.Text)) patterns.RefuseValue("its keys, such as \"Patterns\": { \"Folders\": [ \"patterns\" ] }");
        else PatternKeys.Table.Bind(options, patterns);
    }

    private static WorkflowRunnerOptions ReadStages(WorkflowRunnerOptions options, Node stages)
    {
        if (stages.Children.Count == 0 && !string.IsNullOrEmpty(stages.Text))
            stages.RefuseValue("a section for each stage, such as \"Stages\": { \"Build\": { \"MaxAttempts\": 2 } }");
        foreach (Node section in stages.Children)
        {
            if (StageOf(section, options) is not { } stage) continue;
            StagePolicy policy = options.Policies.TryGetValue(stage, out StagePolicy? before) && before is not null ? before : options.DefaultPolicy;
            options.Policies[stage] = PolicyKeys.Read(policy, section);
            options.Origins[$"Policies[{stage}]"] = section.Path;
        }

        return options;
    }

    // Keys of a configuration have no case, names of stages have: one that there is already is meant however it is written.
    private static WorkflowStage? StageOf(Node section, WorkflowRunnerOptions options)
    {
        if (WorkflowStage.TryCreate(section.Key, out WorkflowStage stage) && options.Policies.ContainsKey(stage)) return stage;
        foreach (WorkflowStage known in options.Policies.Keys)
        {
            if (string.Equals(known.Name, section.Key, StringComparison.OrdinalIgnoreCase)) return known;
        }

        if (!stage.IsNone) return stage;
        section.Refuse("names no stage; a stage's name is a letter followed by up to 62 letters, digits or hyphens");
        return null;
    }
}
