namespace WorkflowResilience.Argo;

/// <summary>A text below some node.</summary>
internal readonly record struct TextBelow(string Value, LintPath Path, YamlMark Mark)
{
    /// <summary>All texts below a node in their order, those below the members that are left out not among them.</summary>
    internal static IEnumerable<TextBelow> Below(YamlNode node, LintPath path, params string[] leaveOut)
    {
        switch (node)
        {
            case YamlScalar { IsNull: false } scalar:
                yield return new TextBelow(scalar.Value, path, scalar.Mark);
                break;
            case YamlSequence sequence:
                for (int i = 0; i < sequence.Count; i++)
                {
                    foreach (TextBelow text in Below(sequence[i], path[i], leaveOut)) yield return text;
                }

                break;
            case YamlMapping mapping:
                foreach (YamlMember member in mapping)
                {
                    if (leaveOut.Contains(member.Key, StringComparer.Ordinal)) continue;
                    foreach (TextBelow text in Below(member.Value, path[member.Key], leaveOut)) yield return text;
                }

                break;
            default:
                break;
        }
    }
}
