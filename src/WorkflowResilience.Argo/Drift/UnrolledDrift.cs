using static WorkflowResilience.PolicyWords;

namespace WorkflowResilience.Argo;

/// <summary>Compares the tasks of unrolled attempts with what the policy gives: their number and the waits between them.</summary>
internal static class UnrolledDrift
{
    private const string Tasks = "dag.tasks";

    internal static IEnumerable<DriftFinding> Of(StageMapping mapping, LintTemplate[] attempts, LintTemplate[] templates)
    {
        if (mapping.Waits.Count == 0) yield break;
        HashSet<string?> names = [.. attempts.Select(static attempt => attempt.Name)];
        foreach (LintTemplate graph in templates.Where(static template => template.Node.Has("dag")))
        {
            int made = graph.Calls.Count(call => names.Contains(call.Node.TextAt("template")));
            if (made == 0) continue;
            int expected = mapping.Waits.Count + 1;
            if (made != expected)
            {
                yield return Finding(mapping, graph, graph.Node, "dag", Tasks, Count(expected, "attempt"), Count(made, "attempt"), $"The tasks make {Count(made, "attempt")}; the policy says {Number(expected)}.");
                continue;
            }

            for (int i = 0; i < mapping.Waits.Count; i++)
            {
                string name = $"{StageTemplates.Wait}-{Number(i + 1)}";
                YamlMapping? task = graph.Calls.FirstOrDefault(call => string.Equals(call.Node.TextAt("name"), name, StringComparison.Ordinal))?.Node;
                YamlMapping? given = task?.MappingAt("arguments")?.SequenceAt("parameters")?.OfType<YamlMapping>().FirstOrDefault(static one => string.Equals(one.TextAt("name"), StageTemplates.WaitInput, StringComparison.Ordinal));
                string? text = given?.TextAt("value");
                if (text is not null && GoDuration.Seconds(text) == (decimal)mapping.Waits[i].TotalSeconds) continue;
                string wait = Duration(mapping.Waits[i]);
                string message = text is null ? $"There is no {name} that waits; the policy gives {wait}." : $"{name} is {text}; the policy gives {wait} (the wait before attempt {Number(i + 2)}).";
                yield return Finding(mapping, graph, given ?? graph.Node, given is null ? "dag" : "value", $"{Tasks}['{name}']", wait, text ?? "", message);
            }
        }
    }

    private static DriftFinding Finding(StageMapping mapping, LintTemplate graph, YamlMapping parent, string member, string path, string expected, string found, string message)
    {
        YamlMark mark = parent.MarkOf(member);
        return new DriftFinding(mapping.Stage, graph.Name ?? "", path, expected, found, message, mark.Line, mark.Column);
    }
}
