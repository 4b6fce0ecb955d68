namespace WorkflowResilience.Argo;

/// <summary>A <c>retryStrategy</c> and where it stands.</summary>
/// <param name="Node">It.</param>
/// <param name="Path">Its path.</param>
/// <param name="Mark">Where its name stands.</param>
/// <param name="Template">The template that has it; null on the specification and in the defaults of templates.</param>
internal sealed record RetryPlace(YamlMapping Node, LintPath Path, YamlMark Mark, LintTemplate? Template)
{
    internal const string Name = "retryStrategy";

    internal static IEnumerable<RetryPlace> Of(LintDocument document)
    {
        if (document.Spec is { } spec)
        {
            if (spec.MappingAt(Name) is { } own) yield return new RetryPlace(own, document.SpecPath[Name], spec.MarkOf(Name), null);
            if (spec.MappingAt("templateDefaults") is { } defaults && defaults.MappingAt(Name) is { } retry) yield return new RetryPlace(retry, document.SpecPath["templateDefaults"][Name], defaults.MarkOf(Name), null);
        }

        foreach (LintTemplate template in document.Templates)
        {
            if (template.Node.MappingAt(Name) is { } node) yield return new RetryPlace(node, template.Path[Name], template.Node.MarkOf(Name), template);
        }
    }
}
