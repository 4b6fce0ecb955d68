namespace WorkflowResilience.Argo;

/// <summary>DAGs: tasks (28), dependencies (29), circles (30), arguments from tasks that are not waited for (31), targets (32).</summary>
internal static class DagRules
{
    internal static void Check(RuleInput input)
    {
        foreach (LintTemplate template in input.Templates)
        {
            if (template.Node.MappingAt("dag") is not { } dag || (dag.Has("tasks") && dag.SequenceAt("tasks") is null)) continue;
            if (dag.SequenceAt("tasks") is not { Count: > 0 })
            {
                input.AddAt(ArgoRules.Dag, template.Node, template.Path, "dag", "The DAG has no tasks.", "Add at least one to tasks.");
                continue;
            }

            Check(input, template, dag);
        }
    }

    private static void Check(RuleInput input, LintTemplate template, YamlMapping dag)
    {
        LintCall[] tasks = [.. template.Calls.Where(static call => call.IsTask)];
        CheckStyle(input, tasks);

        // A name that is filled in later may be any of those that are missing.
        if (tasks.Any(static task => task.Name?.IsOpen() == true)) return;
        var dependencies = TaskDependencies.Of(tasks);
        CheckDependencies(input, tasks, dependencies);
        CheckTargets(input, template, dag, dependencies);
        if (dependencies.Graph.FindCycle() is { } cycle)
        {
            LintCall first = tasks.First(task => string.Equals(task.Name, cycle[0], StringComparison.Ordinal));
            input.AddAt(ArgoRules.Cycle, first.Node, first.Path, first.Node.Has("depends") ? "depends" : "dependencies", $"The tasks wait for each other: {RuleGraph.Shown(cycle)}.", "Remove one of the dependencies.");
        }

        if (!dependencies.Graph.IsSmall) return;
        foreach (LintCall task in tasks) CheckArguments(input, task, dependencies);
    }

    private static void CheckStyle(RuleInput input, LintCall[] tasks)
    {
        bool usesDepends = tasks.Any(static task => task.Node.FilledAt("depends") is not null);
        foreach (LintCall task in tasks)
        {
            bool hasDependencies = task.Node.SequenceAt("dependencies") is { Count: > 0 };
            if ((usesDepends || hasDependencies) && task.Name is { Length: > 0 } name && char.IsAsciiDigit(name[0]))
            {
                input.AddAt(ArgoRules.Dag, task.Node, task.Path, "name", $"The task name {name.Shown()} begins with a digit, which a DAG with dependencies cannot have.", "Begin it with a letter.");
            }

            if (!usesDepends) continue;
            if (hasDependencies) input.AddAt(ArgoRules.Dag, task.Node, task.Path, "dependencies", "The DAG uses both depends and dependencies.", "Use depends everywhere: dependencies: [a, b] is depends: \"a && b\".");
            if (task.Node.IsGiven("continueOn")) input.AddAt(ArgoRules.Dag, task.Node, task.Path, "continueOn", "continueOn does not go with depends.", "Say it in depends of the tasks that follow: \"a.Succeeded || a.Failed || a.Errored\".");
        }
    }

    private static void CheckDependencies(RuleInput input, LintCall[] tasks, TaskDependencies dependencies)
    {
        HashSet<string> loops = [.. tasks.Where(static task => task.Node.IsGiven("withItems") || task.Node.IsGiven("withParam") || task.Node.IsGiven("withSequence")).Select(static task => task.Name ?? "")];
        foreach (TaskDependency one in dependencies.All)
        {
            if (one.Result is { } result && !TaskDependencies.IsResult(result))
            {
                input.Add(ArgoRules.Depends, one.Path, one.Mark, $"A task has no result {result.Shown()}.", "Use Succeeded, Failed, Errored, Skipped, Omitted or Daemoned, and for a loop also AnySucceeded or AllFailed.");
            }

            if (!dependencies.Graph.Has(one.Task))
            {
                input.Add(ArgoRules.Depends, one.Path, one.Mark, $"There is no task {one.Task.Shown()} to wait for.", "Name a task of this DAG.");
            }
            else if (one.Result is "AnySucceeded" or "AllFailed" && !loops.Contains(one.Task))
            {
                input.Add(ArgoRules.Depends, one.Path, one.Mark, $"{one.Result} is a result of loops only, and {one.Task.Shown()} is none.", $"Use {(one.Result is "AllFailed" ? "Failed" : "Succeeded")}.");
            }
        }
    }

    private static void CheckTargets(RuleInput input, LintTemplate template, YamlMapping dag, TaskDependencies dependencies)
    {
        if (dag.TextAt("target") is not { } targets || targets.IsOpen()) return;
        foreach (string target in targets.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!dependencies.Graph.Has(target)) input.AddAt(ArgoRules.Target, dag, template.Path["dag"], "target", $"There is no task {target.Shown()} to run.", "Name tasks of this DAG, with a blank between them.");
        }
    }

    private static void CheckArguments(RuleInput input, LintCall task, TaskDependencies dependencies)
    {
        if (task.Node.MappingAt("arguments") is not { } arguments) return;
        HashSet<string>? ancestors = null;
        foreach ((string list, string member) in ((string, string)[])[("parameters", "value"), ("artifacts", "from")])
        {
            foreach ((YamlMapping argument, LintPath path) in arguments.ItemsAt(list, task.Path["arguments"]))
            {
                const string Start = "{{tasks.";
                if (argument.TextAt(member) is not { } value || !value.StartsWith(Start, StringComparison.Ordinal)) continue;
                int end = value.AsSpan(Start.Length).IndexOf('.');
                if (end < 0 || value.Substring(Start.Length, end) is not { } source || !dependencies.Graph.Has(source)) continue;
                ancestors ??= dependencies.Graph.AncestorsOf(task.Name ?? "");
                if (ancestors.Contains(source)) continue;
                input.AddAt(ArgoRules.MissingDependency, argument, path, member, $"The argument {(argument.TextAt("name") ?? "").Shown()} comes from the task {source.Shown()}, which is not waited for.", $"Add {source.Shown()} to depends or dependencies of this task.");
            }
        }
    }
}
