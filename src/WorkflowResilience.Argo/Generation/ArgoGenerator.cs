namespace WorkflowResilience.Argo;

/// <summary>Writes a workflow and its policies as YAML for Argo Workflows.</summary>
/// <remarks>Thread-safe and pure: the same workflow and options give the same bytes everywhere.</remarks>
public static class ArgoGenerator
{
    /// <summary>Writes a workflow.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>The document, and what became of each member of each policy.</returns>
    /// <exception cref="ResilienceConfigurationException">The workflow cannot be written as it is; all problems are named, each with its place and what to do.</exception>
    /// <exception cref="ArgoMappingException">The options are strict, and something cannot be said in Argo.</exception>
    public static ArgoOutput Generate(ArgoWorkflow workflow, ArgoOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        options ??= new ArgoOptions();
        var problems = new WorkflowCheck(workflow, options);
        problems.ThrowIfAny();
        StagePlan[] plans = [.. workflow.Stages.Select(stage => new StagePlan(stage, stage.MappingFor(options.Target)))];
        var mapping = new MappingReport([.. plans.Select(static plan => plan.Mapping)]);
        if (options.Strict) mapping.ThrowIfNotMapped();
        Template[] templates = [.. new Pipeline(workflow, plans).Templates(), .. EndTemplates.Of(workflow)];
        problems.CheckNames(templates);
        problems.ThrowIfAny();
        string yaml = YamlWriter.Write(ManifestOf(workflow, options, templates).ToYaml(options.Target));
        return new ArgoOutput($"{string.Concat(options.Kind.ToString().Select(char.ToLowerInvariant))}-{workflow.Name}.yaml", options.Flavor == ArgoFlavor.Helm ? HelmText.Escape(yaml) : yaml, mapping);
    }

    private static Manifest ManifestOf(ArgoWorkflow workflow, ArgoOptions options, Template[] templates) => new(options.Kind, workflow.Name, new WorkflowSpec(Pipeline.Name, templates)
    {
        OnExit = EndTemplates.HasExit(workflow) ? EndTemplates.OnExit : null,
        ServiceAccount = workflow.ServiceAccount,
        Deadline = workflow.Deadline,
        PodCleanup = workflow.PodCleanup,
        KeepSucceeded = workflow.KeepSucceeded,
        KeepFailed = workflow.KeepFailed,
        Security = workflow.Security,
        Parameters = [.. workflow.Inputs.Select(static input => new Parameter(input.Name) { Description = input.Description, Value = input.Default, Enum = input.Enum })],
        Workspace = workflow.Workspace,
        Locks = workflow.Locks,
        Raw = workflow.Raw,
    })
    {
        Labels = options.Labels,
        Annotations = options.Annotations,
        Schedule = options.Schedule,
    };
}
