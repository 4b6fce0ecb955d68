namespace WorkflowResilience.Argo;

/// <summary>M: tasks that answer the failure of others.</summary>
internal static class FailureFlowCheck
{
    private const string Member = "depends";

    internal static void Check(LintDocument document, LintOptions options, LintFindings findings)
    {
        foreach (LintTemplate template in document.Templates)
        {
            LintCall[] tasks = [.. template.Calls.Where(static call => call.IsTask)];
            var needed = new HashSet<string>(StringComparer.Ordinal);
            foreach (LintCall task in tasks)
            {
                needed.UnionWith(TermsOf(task).Select(static term => term.Task));
                needed.UnionWith(task.Node.SequenceAt("dependencies")?.OfType<YamlScalar>().Select(static name => name.Value) ?? []);
            }

            foreach (LintCall task in tasks) CheckTask(task, needed, findings);
        }
    }

    private static void CheckTask(LintCall task, HashSet<string> needed, LintFindings findings)
    {
        (string Task, string End)[] terms = TermsOf(task);
        if (terms.Length == 0) return;
        string? half = terms.FirstOrDefault(term => term.End is "Failed" && !terms.Contains((term.Task, "Errored"))).Task;
        if (half is not null)
        {
            findings.Add(AdditionRules.FailedOnly, task.Path[Member], task.Node.MarkOf(Member), $"{half}.Failed does not hold when {half} never came to run: image pull, artifacts, a lost node. That is {half}.Errored.", $"Write ({half}.Failed || {half}.Errored).");
        }

        bool answersFailure = terms.All(static term => term.End is "Failed" or "Errored" or "AllFailed") && !task.Node.TextAt(Member)!.Contains('!', StringComparison.Ordinal);
        if (answersFailure && task.Name is { } name && !needed.Contains(name))
        {
            findings.Add(AdditionRules.FailureTurnsGreen, task.Path[Member], task.Node.MarkOf(Member), "The phase of a DAG is that of its last tasks alone: when this one succeeds, the failure that it answers is forgotten and the DAG succeeds.", "To report a failure use hooks.exit or onExit; to undo something, let the last task fail again.");
        }
    }

    // name.End, and name alone with an empty end.
    private static (string Task, string End)[] TermsOf(LintCall task)
    {
        if (task.Node.TextAt(Member) is not { } depends || LintTags.HasAny(depends)) return [];
        var terms = new List<(string, string)>();
        foreach (string word in depends.Split([' ', '(', ')', '!', '&', '|', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            int dot = word.IndexOf('.', StringComparison.Ordinal);
            terms.Add(dot < 0 ? (word, "") : (word[..dot], word[(dot + 1)..]));
        }

        return [.. terms];
    }
}
