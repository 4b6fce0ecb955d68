namespace WorkflowResilience.Argo;

/// <summary>Finds the <c>{{tags}}</c> of a value whose names Argo checks.</summary>
internal static class RuleTags
{
    private static readonly string[] s_checked = ["item.", "steps.", "inputs.", "outputs.", "pod.", "workflow.", "tasks."];

    // Known at run time only, or an output of the template itself.
    private static readonly string[] s_unchecked = ["outputs.", "workflow.creationTimestamp", "workflow.scheduledTime", "workflow.duration", "tasks.name", "steps.name"];

    /// <summary>Each name once; expressions and names that begin otherwise are not among them.</summary>
    internal static IEnumerable<string> In(string text)
    {
        HashSet<string>? seen = null;
        int at = 0;
        while (text.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and int open && text.IndexOf("}}", open + 2, StringComparison.Ordinal) is >= 0 and int close)
        {
            string tag = text[(open + 2)..close].Trim();
            at = close + 2;
            if (!StartsWithAny(tag, s_checked) || StartsWithAny(tag, s_unchecked)) continue;
            if ((seen ??= new HashSet<string>(StringComparer.Ordinal)).Add(tag)) yield return tag;
        }
    }

    /// <summary>Every text below a node, with where it is; what <paramref name="except"/> names is left out at the top.</summary>
    internal static IEnumerable<(YamlScalar Scalar, LintPath Path)> TextsOf(YamlNode node, LintPath path, string? except = null)
    {
        var open = new Stack<(YamlNode Node, LintPath Path)>();
        open.Push((node, path));
        while (open.TryPop(out (YamlNode Node, LintPath Path) next))
        {
            switch (next.Node)
            {
                case YamlScalar scalar when scalar.Value.Contains("{{", StringComparison.Ordinal):
                    yield return (scalar, next.Path);
                    break;
                case YamlMapping mapping:
                    foreach (YamlMember member in mapping)
                    {
                        if (!ReferenceEquals(mapping, node) || !string.Equals(member.Key, except, StringComparison.Ordinal)) open.Push((member.Value, next.Path[member.Key]));
                    }

                    break;
                case YamlSequence sequence:
                    for (int i = 0; i < sequence.Count; i++) open.Push((sequence[i], next.Path[i]));
                    break;
            }
        }
    }

    private static bool StartsWithAny(string tag, string[] prefixes)
    {
        foreach (string prefix in prefixes)
        {
            if (tag.StartsWith(prefix, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
