namespace WorkflowResilience.Argo;

/// <summary>A template of a workflow.</summary>
internal sealed class LintTemplate
{
    /// <summary>The members of which a template has exactly one.</summary>
    internal static readonly string[] Types = ["container", "containerSet", "steps", "script", "resource", "dag", "suspend", "data", "http", "plugin"];

    internal LintTemplate(YamlMapping node, LintPath path, LintCall? inlineOf = null)
    {
        Node = node;
        Path = path;
        InlineOf = inlineOf;
        Kinds = [.. Types.Where(node.Has)];
        Calls = [.. CallsOf(node, path)];
    }

    internal YamlMapping Node { get; }

    internal LintPath Path { get; }

    /// <summary>The task or step that it is written in; null for one with a name of its own.</summary>
    internal LintCall? InlineOf { get; }

    internal string? Name => Node.TextAt("name");

    /// <summary>Those of <see cref="Types"/> that it has; one, when all is well.</summary>
    internal IReadOnlyList<string> Kinds { get; }

    /// <summary>Its tasks or steps.</summary>
    internal IReadOnlyList<LintCall> Calls { get; }

    /// <summary>It runs pods of its own or does some other work, and calls no templates.</summary>
    internal bool IsLeaf => !Node.Has("steps") && !Node.Has("dag");

    /// <summary>It runs in a pod whose main container is its own.</summary>
    internal bool IsPod => Node.Has("container") || Node.Has("script") || Node.Has("containerSet") || Node.Has("resource") || Node.Has("data");

    private static IEnumerable<LintCall> CallsOf(YamlMapping node, LintPath path)
    {
        if (node.MappingAt("dag")?.SequenceAt("tasks") is { } tasks)
        {
            for (int i = 0; i < tasks.Count; i++)
            {
                if (tasks[i] is YamlMapping task) yield return new LintCall(task, path["dag"]["tasks"][i], Group: 0, IsTask: true);
            }
        }

        if (node.SequenceAt("steps") is not { } groups) yield break;
        for (int group = 0; group < groups.Count; group++)
        {
            if (groups[group] is not YamlSequence steps) continue;
            for (int i = 0; i < steps.Count; i++)
            {
                if (steps[i] is YamlMapping step) yield return new LintCall(step, path["steps"][group][i], group, IsTask: false);
            }
        }
    }
}
