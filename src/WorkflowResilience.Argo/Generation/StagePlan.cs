namespace WorkflowResilience.Argo;

/// <summary>A stage with its names in the YAML and its policy in Argo's words.</summary>
internal sealed record StagePlan(ArgoStage Definition, MappingOptions Options)
{
    internal StageMapping Mapping { get; } = PolicyMapping.Of(Definition.Stage, Definition.Policy, Options);

    internal string Name { get; } = KebabCase.Of(Definition.Stage.Name);

    internal string Fallback => $"{Name}-fallback";

    internal string Again => $"{Name}-again";

    internal string Undo => $"{Name}-undo";

    internal string Attempt => $"{Name}-attempt";

    internal string ApprovalTask => Definition.Approval?.Name ?? $"{Name}-approval";

    internal string InterventionTask => Definition.Intervention?.Name ?? $"{Name}-intervention";

    /// <summary>Each attempt is a task of its own.</summary>
    internal bool IsUnrolled => Mapping.Waits.Count > 0;

    /// <summary>The task that stands in for the stage when it has failed; null for none.</summary>
    internal string? Substitute => Definition.Fallback is not null ? Fallback : Definition.Intervention is not null ? Again : null;

    /// <summary>When those behind it may begin.</summary>
    internal TaskWhen IsDone => Substitute is { } other ? TaskEnds.Of(Name).Succeeded | TaskEnds.Of(other).Succeeded : TaskEnds.Of(Name).Succeeded;

    /// <summary>The work that is run in its place or behind it, too.</summary>
    internal IEnumerable<ArgoWork> Works => new[] { Definition.Work, Definition.Fallback, Definition.Compensation }.OfType<ArgoWork>();

    /// <summary>An output as an argument of another task.</summary>
    internal string Output(string name) => Substitute is { } other
        ? $"{{{{=tasks['{Name}'].status == 'Succeeded' ? tasks['{Name}'].outputs.parameters['{name}'] : tasks['{other}'].outputs.parameters['{name}']}}}}"
        : $"{{{{tasks.{Name}.outputs.parameters.{name}}}}}";

    internal Artifact ArtifactArgument(string argument, string name) => Substitute is { } other
        ? new Artifact(argument) { FromExpression = $"tasks['{Name}'].status == 'Succeeded' ? tasks['{Name}'].outputs.artifacts['{name}'] : tasks['{other}'].outputs.artifacts['{name}']" }
        : new Artifact(argument) { From = $"{{{{tasks.{Name}.outputs.artifacts.{name}}}}}" };
}
