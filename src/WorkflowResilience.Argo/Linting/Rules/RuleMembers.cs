namespace WorkflowResilience.Argo;

/// <summary>Reads members as Argo does: null is the same as absent, and so is an empty text where one is needed.</summary>
internal static class RuleMembers
{
    internal static bool IsGiven(this YamlMapping node, string key) => node[key] is { } value && value is not YamlScalar { IsNull: true };

    /// <summary>The text of a member; null when it is empty or no text.</summary>
    internal static string? FilledAt(this YamlMapping node, string key) => node.TextAt(key) is { Length: > 0 } text ? text : null;

    /// <summary>The members of a list that are sets of members, each with its path.</summary>
    internal static IEnumerable<(YamlMapping Node, LintPath Path)> ItemsAt(this YamlMapping? node, string key, LintPath path)
    {
        if (node?.SequenceAt(key) is not { } sequence) yield break;
        for (int i = 0; i < sequence.Count; i++)
        {
            if (sequence[i] is YamlMapping item) yield return (item, path[key][i]);
        }
    }

    /// <summary>What is filled in later, by Argo or by another tool, cannot be judged now.</summary>
    internal static bool IsOpen(this string text) => text.Contains("{{", StringComparison.Ordinal) || text.Contains("${", StringComparison.Ordinal);

    /// <summary>A value as it is shown in a message: short and on one line.</summary>
    internal static string Shown(this string text)
    {
        const int Most = 80;
        string line = text.ReplaceLineEndings(" ").Trim();
        return line.Length > Most ? $"'{line.AsSpan(0, Most)}…'" : $"'{line}'";
    }
}
