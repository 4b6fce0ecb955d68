using System.Text.RegularExpressions;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

/// <summary>How Argo runs a DAG and decides how it ended: tasks by their depends, then the phases of the leaves, where what was left out inherits, and a failure wins.</summary>
internal sealed partial class DagModel(YamlMapping dag, Func<string, string> end, Func<string, bool> answer)
{
    private readonly Dictionary<string, YamlMapping> _tasks = dag.SequenceAt("tasks")!.Cast<YamlMapping>().ToDictionary(task => task.TextAt("name")!);

    internal Dictionary<string, string> Ends { get; } = [];

    internal string Run()
    {
        foreach (string task in _tasks.Keys) EndOf(task);
        string[] leaves = [.. _tasks.Keys.Where(task => !_tasks.Keys.Any(other => ParentsOf(other).Contains(task)))];
        return leaves.Select(PhaseOf).Any(IsBad) ? "Failed" : "Succeeded";
    }

    internal static bool IsBad(string? end) => end is "Failed" or "Error";

    private string[] ParentsOf(string task) => [.. TermPattern().Matches(_tasks[task].TextAt("depends") ?? "").Select(term => term.Groups["task"].Value).Distinct()];

    private string EndOf(string task)
    {
        if (Ends.TryGetValue(task, out string? known)) return known;
        YamlMapping node = _tasks[task];
        return Ends[task] = node.TextAt("depends") is { } depends && !Holds(depends) ? "Omitted"
            : node.TextAt("when") is not null && !answer(task) ? "Skipped"
            : end(task);
    }

    private string PhaseOf(string task)
    {
        string own = EndOf(task);
        if (own is "Succeeded" || IsBad(own)) return own;
        return ParentsOf(task).Select(PhaseOf).Any(IsBad) ? "Failed" : "Succeeded";
    }

    private bool Holds(string depends)
    {
        string text = TermPattern().Replace(depends, term => EndOf(term.Groups["task"].Value) == term.Groups["end"].Value.Replace("Errored", "Error") ? "1" : "0").Replace(" ", "").Replace("&&", "&").Replace("||", "|");
        int at = 0;
        bool value = Or(text, ref at);
        at.Should().Be(text.Length, depends);
        return value;
    }

    private static bool Or(string text, ref int at)
    {
        bool value = And(text, ref at);
        while (at < text.Length && text[at] == '|')
        {
            at++;
            value |= And(text, ref at);
        }

        return value;
    }

    private static bool And(string text, ref int at)
    {
        bool value = One(text, ref at);
        while (at < text.Length && text[at] == '&')
        {
            at++;
            value &= One(text, ref at);
        }

        return value;
    }

    private static bool One(string text, ref int at)
    {
        if (text[at] != '(') return text[at++] == '1';
        at++;
        bool value = Or(text, ref at);
        text[at++].Should().Be(')');
        return value;
    }

    [GeneratedRegex(@"(?<task>[a-z0-9-]+)\.(?<end>[A-Z][A-Za-z]+)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex TermPattern();
}
