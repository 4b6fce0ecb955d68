using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>All that is wrong with a workflow, found before anything of it is written.</summary>
internal sealed class WorkflowCheck
{
    private const string Tag = "{{";
    private const int LongestName = 63, LongestCronName = 52;

    private readonly ArgoWorkflow _workflow;
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, ArgoInput> _inputs = new(StringComparer.Ordinal);

    internal WorkflowCheck(ArgoWorkflow workflow, ArgoOptions options)
    {
        _workflow = workflow;
        CheckDocument(options);
        foreach (ArgoInput input in workflow.Inputs) CheckInput(input);
        if (Definition() is not { } definition) return;
        foreach (ArgoStage stage in workflow.Stages) new StageCheck(workflow, stage, definition, _inputs, _problems).Run();
        CheckEnd();
    }

    internal void ThrowIfAny()
    {
        if (_problems.Count > 0) throw new ResilienceConfigurationException($"The workflow '{_workflow.Name}' for Argo", _problems);
    }

    /// <summary>Names of stages can meet once they are written in lower case, or with those that are made here.</summary>
    internal void CheckNames(IEnumerable<Template> templates)
    {
        HashSet<string> names = new(StringComparer.Ordinal), tasks = new(StringComparer.Ordinal);
        foreach (Template template in templates)
        {
            if (!ArgoNames.IsName(template.Name) || !KebabCase.IsDnsLabel(template.Name, ArgoNames.Longest)) _problems.Add($"The template '{template.Name}' has no name that a pod can take; use lower-case letters, digits and hyphens.");
            if (!names.Add(template.Name)) _problems.Add($"Two templates are named '{template.Name}'; rename a stage or a question.");
            if (template is not Template.OfDag { Name: Pipeline.Name } pipeline) continue;
            foreach (Call task in pipeline.Tasks)
            {
                if (!tasks.Add(task.Name)) _problems.Add($"Two tasks are named '{task.Name}'; rename a stage or a question.");
            }
        }
    }

    private void CheckDocument(ArgoOptions options)
    {
        int longest = options.Kind == ArgoKind.CronWorkflow ? LongestCronName : LongestName;
        if (!KebabCase.IsDnsLabel(_workflow.Name, longest))
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"The name '{_workflow.Name}' is not made of lower-case letters, digits and hyphens with a letter or digit at either end, {longest} at most."));
        if (options.Kind == ArgoKind.CronWorkflow != options.Schedule is not null)
            _problems.Add(options.Schedule is null ? "A CronWorkflow has no schedule; set ArgoOptions.Schedule." : $"ArgoOptions.Schedule is set, but a {options.Kind} has no schedule; make it a CronWorkflow or remove it.");
        if (options.Kind == ArgoKind.CronWorkflow && _workflow.Inputs.FirstOrDefault(static input => input.Default is null) is { } input)
            _problems.Add($"The input '{input.Name}' has no default, but nobody gives one to a CronWorkflow: no run of it would ever begin.");
        if (options.Schedule is { Schedules.Count: 0 }) _problems.Add("The schedule names no time; add a cron expression.");
        if (_workflow.Workspace is { } workspace && !Quantity.IsValid(workspace.Size)) _problems.Add($"The size '{workspace.Size}' of the workspace is no quantity; write it as 5Gi.");
        if (_workflow.Deadline is { } deadline && deadline < TimeSpan.FromSeconds(1)) _problems.Add($"The deadline {deadline} is below a second.");
    }

    private void CheckInput(ArgoInput input)
    {
        if (!ArgoNames.IsParameter(input.Name)) _problems.Add($"The input '{input.Name}' may have letters, digits, hyphens and underscores only.");
        else if (!_inputs.TryAdd(input.Name, input)) _problems.Add($"The input '{input.Name}' is declared twice; remove one.");
        if (input.Enum.Count > 0 && input.Default is { } value && !input.Enum.Contains(value, StringComparer.Ordinal))
            _problems.Add($"The default '{value}' of the input '{input.Name}' is none of its values: {string.Join(", ", input.Enum)}.");
        if (input.Pattern is { } pattern && (pattern is not ['^', .., '$'] || pattern.Contains('\n', StringComparison.Ordinal) || pattern.Contains(Tag, StringComparison.Ordinal)))
            _problems.Add($"The pattern of the input '{input.Name}' must go from ^ to $ in one line without {Tag}; otherwise it lets through what only contains something good.");
    }

    private WorkflowDefinition? Definition()
    {
        try
        {
            return WorkflowDefinition.Create("workflow", [.. _workflow.Stages.Select(static stage => new StageDefinition(stage.Stage) { After = stage.After })]);
        }
        catch (ResilienceConfigurationException e)
        {
            _problems.AddRange(e.Problems);
            return null;
        }
    }

    private void CheckEnd()
    {
        if (_workflow.Report is { } report) new StageCheck(_workflow, "The report", report.Environment, _inputs, _problems).CheckReport(report.Work);
        foreach (Uri address in new[] { _workflow.Endpoints?.Analysis, _workflow.Endpoints?.Failure, _workflow.Endpoints?.Success, _workflow.Endpoints?.FinalAnalysis, _workflow.Endpoints?.Record }.OfType<Uri>())
        {
            if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0 || address.OriginalString.Contains(Tag, StringComparison.Ordinal))
                _problems.Add("An endpoint has an address that is not absolute, not of http or https, or holds credentials or {{; a token goes by ArgoEndpoints.Token.");
        }
    }
}
