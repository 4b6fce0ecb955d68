namespace WorkflowResilience.Argo;

/// <summary>Compares YAML with the policies that it should come from, without a cluster.</summary>
public static class ArgoDrift
{
    /// <summary>Compares all stages with the same options.</summary>
    /// <param name="policies">The policies by stage.</param>
    /// <param name="yaml">One or more documents. Templates belong to the stage that their annotation <see cref="ArgoAnnotations.Stage"/> names, or else that is named as the generator would name it, or after the stage in lower case.</param>
    /// <param name="options">What the YAML was, or should be, written with. Null: the defaults.</param>
    /// <returns>The findings in the order of the stages' names; empty when the YAML says what the policies say. YAML that cannot be read is a finding.</returns>
    /// <exception cref="ArgumentException">A policy or the options are not valid.</exception>
    public static IReadOnlyList<DriftFinding> Compare(IEnumerable<KeyValuePair<WorkflowStage, StagePolicy>> policies, string yaml, MappingOptions? options = null) =>
        Compare(policies, yaml, _ => options ?? new MappingOptions());

    /// <summary>Compares stages that have options of their own.</summary>
    /// <inheritdoc cref="Compare(IEnumerable{KeyValuePair{WorkflowStage, StagePolicy}}, string, MappingOptions?)"/>
    /// <param name="policies">The policies by stage.</param>
    /// <param name="yaml">One or more documents.</param>
    /// <param name="options">The options of a stage.</param>
    public static IReadOnlyList<DriftFinding> Compare(IEnumerable<KeyValuePair<WorkflowStage, StagePolicy>> policies, string yaml, Func<WorkflowStage, MappingOptions> options)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(options);
        YamlText text = YamlReader.Read(yaml);
        List<DriftFinding> findings = [];
        if (text.Problem is { } problem) findings.Add(new DriftFinding(default, "", "", "", "", problem.Message, problem.Mark.Line, problem.Mark.Column));
        LintTemplate[] templates = [.. text.Documents.OfType<YamlMapping>().Select(LintDocument.Of).OfType<LintDocument>().SelectMany(static document => document.Templates)];
        foreach ((WorkflowStage stage, StagePolicy policy) in policies.OrderBy(static pair => pair.Key.Name, StringComparer.Ordinal))
        {
            MappingOptions chosen = options(stage) with { Strict = false };
            StageMapping mapping = PolicyMapping.Of(stage, policy, chosen);
            LintTemplate[] own = Own(stage, templates);
            foreach (LintTemplate template in own) findings.AddRange(new StageDrift(mapping, policy, chosen, template.Node).Findings);
            findings.AddRange(UnrolledDrift.Of(mapping, own, templates));
            if (own.Length == 0)
            {
                string name = KebabCase.Of(stage.Name);
                findings.Add(new DriftFinding(stage, "", "", name, "", $"No template belongs to the stage {stage}: none has the annotation {ArgoAnnotations.Stage}: {stage}, and none is named {name}.", 0, 0));
            }
        }

        return findings;
    }

    // An annotation is said on purpose; a name may be chance, and counts only where nobody says more.
    private static LintTemplate[] Own(WorkflowStage stage, LintTemplate[] templates)
    {
        LintTemplate[] said = [.. templates.Where(template => string.Equals(StageDrift.Annotation(template.Node, ArgoAnnotations.Stage), stage.Name, StringComparison.Ordinal))];
        return said.Length > 0
            ? said
            : [.. templates.Where(template => IsNamed(template.Name, stage) && StageDrift.Annotation(template.Node, ArgoAnnotations.Stage) is null)];
    }

    private static bool IsNamed(string? template, WorkflowStage stage) =>
        string.Equals(template, KebabCase.Of(stage.Name), StringComparison.Ordinal) || string.Equals(template, string.Concat(stage.Name.Select(char.ToLowerInvariant)), StringComparison.Ordinal);
}
