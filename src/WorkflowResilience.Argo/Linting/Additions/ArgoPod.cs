namespace WorkflowResilience.Argo;

/// <summary>A container of a template, wherever it stands in it.</summary>
/// <param name="Node">Its members.</param>
/// <param name="Path">Where it stands.</param>
/// <param name="IsScript">It runs a script of the template.</param>
internal sealed record ArgoPod(YamlMapping Node, LintPath Path, bool IsScript)
{
    internal static IEnumerable<ArgoPod> Of(LintTemplate template)
    {
        if (template.Node.MappingAt("container") is { } container) yield return new ArgoPod(container, template.Path["container"], false);
        if (template.Node.MappingAt("script") is { } script) yield return new ArgoPod(script, template.Path["script"], true);
        if (template.Node.MappingAt("containerSet") is { } set)
        {
            foreach (ArgoPod one in In(set.SequenceAt("containers"), template.Path["containerSet"]["containers"])) yield return one;
        }
    }

    /// <summary>Helpers beside the main container, or before it.</summary>
    internal static IEnumerable<ArgoPod> HelpersOf(LintTemplate template) =>
        In(template.Node.SequenceAt("initContainers"), template.Path["initContainers"]).Concat(In(template.Node.SequenceAt("sidecars"), template.Path["sidecars"]));

    /// <summary>The words of a list of texts; empty when there is none.</summary>
    internal IEnumerable<string> Words(string member) => Node.SequenceAt(member)?.OfType<YamlScalar>().Select(static scalar => scalar.Value) ?? [];

    /// <summary>The name of the program that the command begins with, without its directory.</summary>
    internal string Program => Words("command").FirstOrDefault() is { } first ? first[(first.LastIndexOf('/') + 1)..] : "";

    private static IEnumerable<ArgoPod> In(YamlSequence? containers, LintPath path)
    {
        if (containers is null) yield break;
        for (int i = 0; i < containers.Count; i++)
        {
            if (containers[i] is YamlMapping node) yield return new ArgoPod(node, path[i], false);
        }
    }
}
