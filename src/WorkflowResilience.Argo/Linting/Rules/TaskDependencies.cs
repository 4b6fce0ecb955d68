using System.Buffers;

namespace WorkflowResilience.Argo;

/// <summary>What the tasks of a DAG wait for, by <c>dependencies</c> and by <c>depends</c>.</summary>
internal sealed class TaskDependencies
{
    private static readonly SearchValues<char> s_word = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
    private static readonly SearchValues<string> s_results = SearchValues.Create(["Succeeded", "Failed", "Errored", "Skipped", "Omitted", "Daemoned", "AnySucceeded", "AllFailed"], StringComparison.Ordinal);

    private readonly List<TaskDependency> _all = [];

    private TaskDependencies()
    {
    }

    internal IReadOnlyList<TaskDependency> All => _all;

    internal RuleGraph Graph { get; } = new();

    internal static bool IsResult(string text) => s_results.Contains(text);

    internal static TaskDependencies Of(IReadOnlyCollection<LintCall> tasks)
    {
        var dependencies = new TaskDependencies();
        foreach (LintCall task in tasks) dependencies.Graph.AddNode(task.Name ?? "");
        foreach (LintCall task in tasks)
        {
            int first = dependencies._all.Count;
            dependencies.Read(task);
            for (int i = first; i < dependencies._all.Count; i++)
            {
                if (dependencies.Graph.Has(dependencies._all[i].Task)) dependencies.Graph.AddEdge(task.Name ?? "", dependencies._all[i].Task);
            }
        }

        return dependencies;
    }

    private void Read(LintCall task)
    {
        if (task.Node.SequenceAt("dependencies") is { } listed)
        {
            for (int i = 0; i < listed.Count; i++)
            {
                if (listed[i] is YamlScalar { IsNull: false } name && !name.Value.IsOpen()) _all.Add(new TaskDependency(name.Value, null, task.Path["dependencies"][i], name.Mark));
            }
        }

        if (task.Node.FilledAt("depends") is not { } depends || depends.IsOpen()) return;
        LintPath path = task.Path["depends"];
        YamlMark mark = task.Node.ScalarAt("depends")!.Mark;
        ReadOnlySpan<char> rest = depends;
        while (rest.IndexOfAny(s_word) is >= 0 and int begin)
        {
            rest = rest[begin..];
            int length = rest.IndexOfAnyExcept(s_word) is >= 0 and int end ? end : rest.Length;
            ReadOnlySpan<char> word = rest[..length];
            int dot = word.IndexOf('.');
            _all.Add(dot < 0 ? new TaskDependency(word.ToString(), null, path, mark) : new TaskDependency(word[..dot].ToString(), word[(dot + 1)..].ToString(), path, mark));
            rest = rest[length..];
        }
    }
}
