using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>The templates of a stage: what it runs, its fallback and compensation, and its attempts where they are unrolled.</summary>
internal sealed class StageTemplates(ArgoWorkflow workflow, StagePlan plan)
{
    internal const string Wait = "wait", WaitInput = "duration";

    private readonly ArgoStage _stage = plan.Definition;

    private Ports Inputs => new()
    {
        Parameters = [.. Values.Of(_stage).OfType<ArgoValue.OutputValue>().Select(static value => Values.InputOf(value.Stage, value.Name)).Distinct(StringComparer.Ordinal).Select(static name => new Parameter(name))],
        Artifacts = [.. _stage.ArtifactInputs.Select(input => new Artifact(Values.InputOf(input.Stage, input.Artifact)) { Path = input.Path, Optional = IsOptional(input) })],
    };

    private Dictionary<string, string> Annotations => new(StringComparer.Ordinal) { [ArgoAnnotations.Stage] = _stage.Stage.Name, [ArgoAnnotations.PolicyHash] = PolicyHash.Of(_stage.Policy, plan.Options) };

    /// <summary>They in the order of the YAML.</summary>
    internal IEnumerable<Template> All()
    {
        if (plan.IsUnrolled)
        {
            yield return Unrolled();
            yield return Program(plan.Attempt, _stage.Work, "{{inputs.parameters." + Values.AttemptInput + "}}") with { Inputs = With(Inputs, new Parameter(Values.AttemptInput)) };
        }
        else
        {
            yield return Program(plan.Name, _stage.Work, plan.Mapping.Retry is null ? "0" : "{{retries}}") with { Retry = plan.Mapping.Retry, Comment = Comment() };
        }

        if (_stage.Fallback is { } fallback) yield return Program(plan.Fallback, fallback, "0");
        if (_stage.Compensation is { } compensation) yield return Program(plan.Undo, compensation, "0") with { Outputs = Ports.None };
    }

    /// <summary>What a task of this stage is given.</summary>
    internal Ports Arguments(IReadOnlyDictionary<WorkflowStage, StagePlan> plans) => new()
    {
        Parameters = [.. Values.Of(_stage).OfType<ArgoValue.OutputValue>().Distinct().Select(value => new Parameter(Values.InputOf(value.Stage, value.Name)) { Value = plans[value.Stage].Output(value.Name) })],
        Artifacts = [.. _stage.ArtifactInputs.Select(input => plans[input.Stage].ArtifactArgument(Values.InputOf(input.Stage, input.Artifact), input.Artifact))],
    };

    private static Ports With(Ports ports, Parameter parameter) => ports with { Parameters = [.. ports.Parameters, parameter] };

    private bool IsOptional(ArgoArtifactInput input) =>
        workflow.Stages.First(stage => stage.Stage == input.Stage).Artifacts.First(artifact => string.Equals(artifact.Name, input.Artifact, StringComparison.Ordinal)).Optional;

    private Template Program(string name, ArgoWork work, string attempt)
    {
        bool tells = work is not ArgoWork.ScriptWork { IsBash: false };
        var container = new Container(work.Image)
        {
            Command = work is ArgoWork.ContainerWork program ? program.Command : ((ArgoWork.ScriptWork)work).Interpreter,
            Arguments = work is ArgoWork.ContainerWork { Args: var args } ? [.. args.Select(value => Values.Text(value, attempt))] : [],
            Environment = [.. Environment(attempt)],
            Resources = _stage.Resources,
            Workspace = _stage.UsesWorkspace ? workflow.Workspace : null,
        };
        Template template = work is ArgoWork.ScriptWork script
            ? new Template.OfScript(name, container, ProgramText.Of(script, Guards(), tells))
            : new Template.OfContainer(name, container);
        return template with
        {
            // The others follow no policy with which they could be compared later.
            Annotations = ReferenceEquals(work, _stage.Work) ? Annotations : template.Annotations,
            Inputs = Inputs,
            Outputs = Outputs(),
            Deadline = plan.Mapping.AttemptDeadline,
            ServiceAccount = _stage.ServiceAccount,
            MountsToken = _stage.MountsServiceAccountToken,
            ExecutorAccount = _stage.MountsServiceAccountToken == false ? _stage.ServiceAccount ?? workflow.ServiceAccount : null,
            Locks = _stage.Locks,
            Metrics = workflow.AttemptMetric is { } metric ? [metric with { Stage = plan.Name }] : [],
            Raw = _stage.Raw,
        };
    }

    private IEnumerable<KeyValuePair<string, string>> Guards() =>
        from variable in _stage.Environment.OrderBy(static variable => variable.Key, StringComparer.Ordinal)
        let parameter = (variable.Value as ArgoValue.ParameterValue)?.Name
        let pattern = workflow.Inputs.FirstOrDefault(input => string.Equals(input.Name, parameter, StringComparison.Ordinal))?.Pattern
        where pattern is not null
        select KeyValuePair.Create(variable.Key, pattern);

    private IEnumerable<EnvironmentVariable> Environment(string attempt) =>
    [
        new("WORKFLOW_STAGE", _stage.Stage.Name),
        new("WORKFLOW_RUN_ID", "{{workflow.uid}}"),
        new("WORKFLOW_ATTEMPT", attempt),
        new("WORKFLOW_RETRY_OWNER", _stage.Owner == RetryOwner.Argo ? "argo" : "process"),
        new("WORKFLOW_FAILURE_CONTEXT", Values.FailureFile),
        .. _stage.Environment.OrderBy(static variable => variable.Key, StringComparer.Ordinal).Select(variable => Values.Variable(variable.Key, variable.Value, attempt)),
    ];

    private Ports Outputs() => new()
    {
        Parameters = [new Parameter(Values.FailureContext) { Path = Values.FailureFile, Default = "{}" }, .. _stage.Outputs.Select(static output => new Parameter(output.Name) { Path = output.Path, Default = output.Default })],
        Artifacts =
        [
            .. workflow.KeepsFailureArtifacts ? new[] { new Artifact(Values.FailureContext) { Path = Values.FailureFile, Optional = true } } : [],
            .. _stage.Artifacts.Select(static artifact => new Artifact(artifact.Name) { Path = artifact.Path, Optional = artifact.Optional }),
        ],
    };

    private string? Comment()
    {
        List<MappingRow> told = [];
        foreach (MappingRow row in plan.Mapping.Rows.Where(static row => row.Fit != MappingFit.Exact))
        {
            // What is said of a member is said of its parts.
            if (!told.Exists(whole => string.Equals(whole.Code, row.Code, StringComparison.Ordinal) && IsPart(row.Member, whole.Member))) told.Add(row);
        }

        string[] lines = [.. told.Select(static row => $"{row.Code} {row.Member}: {(row.Fit == MappingFit.NotMapped ? "not mapped" : "approximate")}. {row.Explanation}".ReplaceLineEndings(" ").TrimEnd())];
        return lines.Length == 0 ? null : string.Join('\n', lines);
    }

    private static bool IsPart(string member, string whole) => member.Length > whole.Length && member.StartsWith(whole, StringComparison.Ordinal) && (member[whole.Length] is '.' or '[');

    private Template.OfDag Unrolled()
    {
        Ports passed = new()
        {
            Parameters = [.. Inputs.Parameters.Select(static input => input with { Value = $"{{{{inputs.parameters.{input.Name}}}}}" })],
            Artifacts = [.. Inputs.Artifacts.Select(static input => new Artifact(input.Name) { From = $"{{{{inputs.artifacts.{input.Name}}}}}", Optional = input.Optional })],
        };
        List<Call> tasks = [];
        for (int attempt = 1; attempt <= plan.Mapping.Waits.Count + 1; attempt++)
        {
            string number = (attempt - 1).ToString(CultureInfo.InvariantCulture);
            tasks.Add(new Call(Numbered("attempt", attempt), plan.Attempt)
            {
                Depends = attempt == 1 ? null : TaskEnds.Of(Numbered(Wait, attempt - 1)).Succeeded.ToExpression(),
                Arguments = With(passed, new Parameter(Values.AttemptInput) { Value = number }),
            });
            if (attempt > plan.Mapping.Waits.Count) break;
            tasks.Add(new Call(Numbered(Wait, attempt), Wait)
            {
                Depends = TaskEnds.Of(Numbered("attempt", attempt)).FailedOrErrored.ToExpression(),
                Arguments = new Ports { Parameters = [new Parameter(WaitInput) { Value = Manifest.Seconds(plan.Mapping.Waits[attempt - 1]).ToString(CultureInfo.InvariantCulture) + "s" }] },
            });
        }

        return new Template.OfDag(plan.Name, tasks) { FailsFast = false, Inputs = Inputs with { Artifacts = [.. Inputs.Artifacts.Select(static input => input with { Path = null })] }, Outputs = UnrolledOutputs(), Comment = Comment() };
    }

    private static string Numbered(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");

    private Ports UnrolledOutputs() => new()
    {
        Parameters = [.. _stage.Outputs.Select(output => new Parameter(output.Name) { Expression = FirstSucceeded($"outputs.parameters['{output.Name}']") })],
        Artifacts = [.. _stage.Artifacts.Select(artifact => new Artifact(artifact.Name) { FromExpression = FirstSucceeded($"outputs.artifacts['{artifact.Name}']"), Optional = artifact.Optional })],
    };

    private string FirstSucceeded(string member)
    {
        int last = plan.Mapping.Waits.Count + 1;
        string expression = $"tasks['{Numbered("attempt", last)}'].{member}";
        for (int attempt = last - 1; attempt >= 1; attempt--) expression = $"tasks['{Numbered("attempt", attempt)}'].status == 'Succeeded' ? tasks['{Numbered("attempt", attempt)}'].{member} : {expression}";
        return expression;
    }
}
