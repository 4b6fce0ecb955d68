namespace WorkflowResilience.Argo;

/// <summary>What is wrong with one stage, or with the report.</summary>
internal sealed class StageCheck
{
    private const string Tag = "{{", ReservedPrefix = "WORKFLOW_";

    private static readonly string[] s_shells = ["sh", "bash", "ash", "dash", "zsh", "ksh", "pwsh", "python", "python3", "perl", "node", "cmd", "powershell"];

    private readonly ArgoWorkflow _workflow;
    private readonly string _subject;
    private readonly IReadOnlyDictionary<string, ArgoValue> _environment;
    private readonly Dictionary<string, ArgoInput> _inputs;
    private readonly List<string> _problems;
    private readonly ArgoStage? _stage;
    private readonly HashSet<WorkflowStage> _before = [];

    internal StageCheck(ArgoWorkflow workflow, ArgoStage stage, WorkflowDefinition definition, Dictionary<string, ArgoInput> inputs, List<string> problems)
        : this(workflow, $"The stage '{stage.Stage}'", stage.Environment, inputs, problems)
    {
        _stage = stage;
        _before = [.. definition.AncestorsOf(stage.Stage)];
    }

    internal StageCheck(ArgoWorkflow workflow, string subject, IReadOnlyDictionary<string, ArgoValue> environment, Dictionary<string, ArgoInput> inputs, List<string> problems)
    {
        _workflow = workflow;
        _subject = subject;
        _environment = environment;
        _inputs = inputs;
        _problems = problems;
    }

    internal void Run()
    {
        if (_stage is not { } stage) return;
        if (stage.Policy.Validate() is { Count: > 0 } problems) _problems.AddRange(problems.Select(problem => $"{_subject}: {problem}"));
        CheckEnvironment();
        foreach ((string name, ArgoWork? work) in new[] { ("work", stage.Work), ("fallback", stage.Fallback), ("compensation", stage.Compensation) })
        {
            if (work is null) continue;
            CheckWork(name, work);
            CheckGuards(name, work, name is "compensation" && IsBash(stage.Work));
        }

        foreach (ArgoOutputParameter output in stage.Outputs) CheckOutput(output.Name, output.Path);
        foreach (ArgoArtifact artifact in stage.Artifacts) CheckOutput(artifact.Name, artifact.Path);
        foreach (string twice in stage.Outputs.Select(static output => output.Name).GroupBy(static name => name, StringComparer.Ordinal).Where(static group => group.Count() > 1).Select(static group => group.Key)) Add($"has two outputs '{twice}'; rename one.");
        foreach (string twice in stage.Artifacts.Select(static output => output.Name).GroupBy(static name => name, StringComparer.Ordinal).Where(static group => group.Count() > 1).Select(static group => group.Key)) Add($"has two artifacts '{twice}'; rename one.");
        foreach (ArgoArtifactInput input in stage.ArtifactInputs) CheckOrigin(input.Stage, input.Artifact, static from => from.Artifacts.Select(static artifact => artifact.Name), "artifact");
        foreach (string quantity in stage.Resources?.Quantities ?? [])
        {
            if (!Quantity.IsValid(quantity)) Add($"asks for '{quantity}', which is no quantity; write it as 200m, 1 or 512Mi.");
        }

        if (stage.MountsServiceAccountToken == false && (stage.ServiceAccount ?? _workflow.ServiceAccount) is null)
            Add("gets no token of a service account, but Argo's own container beside it needs one; name a ServiceAccount of the stage or of the workflow.");
        if (stage.Fallback is not null && stage.Intervention is not null) Add("has a fallback and asks a person when it has failed; choose one.");
        foreach (ArgoApproval question in new[] { stage.Approval, stage.Intervention }.OfType<ArgoApproval>()) CheckQuestion(question);
    }

    internal void CheckReport(ArgoWork work)
    {
        CheckEnvironment();
        CheckWork("work", work);
        if (GuardedNames(work).FirstOrDefault() is { } name) Add($"gets the input '{name}', which has a pattern that nobody may have checked when the workflow ends; leave it out.");
    }

    private static bool IsBash(ArgoWork work) => work is ArgoWork.ScriptWork { IsBash: true };

    private void Add(string problem) => _problems.Add($"{_subject} {problem}");

    private void CheckQuestion(ArgoApproval question)
    {
        if (question.Name is { } name && !KebabCase.IsDnsLabel(name, ArgoNames.Longest)) Add($"asks under the name '{name}', which is not made of lower-case letters, digits and hyphens.");
        if (question.Wait is { } wait && wait < TimeSpan.FromSeconds(1)) Add("waits less than a second for an answer; with null it waits for ever.");
        if (question.Yes.Length == 0 || question.No.Length == 0 || string.Equals(question.Yes, question.No, StringComparison.Ordinal)) Add("asks a question whose answers are empty or the same.");
    }

    private void CheckOutput(string name, string path)
    {
        if (!ArgoNames.IsParameter(name)) Add($"puts out '{name}'; a name may have letters, digits, hyphens and underscores only.");
        if (string.Equals(name, Values.FailureContext, StringComparison.Ordinal)) Add($"puts out '{name}', which is generated; rename it.");
        if (!path.StartsWith('/') || path.Contains(Tag, StringComparison.Ordinal)) Add($"puts out '{name}' from '{path}'; give an absolute path.");
    }

    private void CheckEnvironment()
    {
        foreach ((string name, ArgoValue value) in _environment)
        {
            if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_')) Add($"has a variable '{name}'; a name may have letters, digits and underscores only.");
            if (name.StartsWith(ReservedPrefix, StringComparison.Ordinal)) Add($"sets '{name}'; variables that begin with {ReservedPrefix} are generated.");
            CheckValue(value, $"the variable '{name}'");
        }
    }

    private void CheckValue(ArgoValue value, string place)
    {
        switch (value)
        {
            case ArgoValue.TextValue { Value: var text } when text.Contains(Tag, StringComparison.Ordinal):
                Add($"has {Tag} in {place}, which Argo would replace; name the value with ArgoValue.Parameter, Output, Attempt or RunId.");
                break;
            case ArgoValue.ParameterValue { Name: var name } when !_inputs.ContainsKey(name):
                Add($"takes the input '{name}' for {place}, which the workflow does not declare{NearestName.Hint(name, _inputs.Keys)}.");
                break;
            case ArgoValue.OutputValue output when _stage is null:
                Add($"takes an output of '{output.Stage}' for {place}; at the end there is none to be had.");
                break;
            case ArgoValue.OutputValue output:
                CheckOrigin(output.Stage, output.Name, static from => from.Outputs.Select(static one => one.Name), "output");
                break;
        }
    }

    private void CheckOrigin(WorkflowStage from, string name, Func<ArgoStage, IEnumerable<string>> names, string what)
    {
        if (!_before.Contains(from)) Add($"takes the {what} '{name}' of '{from}', which it does not come after; add it to After.");
        else if (_workflow.Stages.First(stage => stage.Stage == from) is var stage && !names(stage).Contains(name, StringComparer.Ordinal)) Add($"takes the {what} '{name}' of '{from}', which has none of this name{NearestName.Hint(name, names(stage))}.");
    }

    private void CheckWork(string name, ArgoWork work)
    {
        if (string.IsNullOrWhiteSpace(work.Image) || work.Image.Contains(Tag, StringComparison.Ordinal)) Add($"has no plain image for its {name}; whoever gives an image gives the program.");
        if (work is ArgoWork.ScriptWork script)
        {
            if (script.Interpreter.Count == 0) Add($"has no interpreter for its {name}; Argo does not read a line #! either.");
            if (!script.AllowsTemplateTags && script.Source.Contains(Tag, StringComparison.Ordinal))
                Add($"has {Tag} in the script of its {name}: Argo pastes values there before it runs, so whoever gives them can run commands. Take them from the environment; for other uses of {Tag} set AllowsTemplateTags.");
            return;
        }

        var container = (ArgoWork.ContainerWork)work;
        if (container.Command.Count == 0) Add($"has no command for its {name}.");
        if (container.Command.Any(static part => part.Contains(Tag, StringComparison.Ordinal))) Add($"has {Tag} in the command of its {name}; give values as arguments.");
        foreach (ArgoValue value in container.Args)
        {
            CheckValue(value, $"an argument of its {name}");
            if (value is ArgoValue.SecretValue) Add($"has a secret among the arguments of its {name}, where every process list shows it; use a variable.");
        }

        if (IsInline(container) && container.Args.Any(static value => value is ArgoValue.ParameterValue or ArgoValue.OutputValue))
            Add($"gives a value to the text that a shell runs ({container.Command[0]} -c): whoever sets it can run commands. Use a variable.");
    }

    private static bool IsInline(ArgoWork.ContainerWork container)
    {
        IEnumerable<string> words = container.Command.Concat(container.Args.OfType<ArgoValue.TextValue>().Select(static text => text.Value));
        return container.Command.Any(static part => s_shells.Contains(part[(part.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase)) &&
            words.Any(static word => word is "-e" or "/c" or "--eval" or "-Command" || (word is ['-', not '-', ..] && word.EndsWith('c')));
    }

    private IEnumerable<string> GuardedNames(ArgoWork work) =>
        from value in _environment.Values.Concat(work is ArgoWork.ContainerWork container ? container.Args : [])
        let parameter = (value as ArgoValue.ParameterValue)?.Name
        where parameter is not null && _inputs.GetValueOrDefault(parameter)?.Pattern is not null
        select parameter;

    // Argo has no patterns for parameters, so somebody has to look before a program that does not.
    private void CheckGuards(string what, ArgoWork work, bool byItself)
    {
        if (IsBash(work) || byItself) return;
        foreach (string name in GuardedNames(work).Distinct(StringComparer.Ordinal))
        {
            if (!_before.Any(stage => Checks(stage, name))) Add($"gives the input '{name}', whose pattern Argo does not check, to its {what}, which is no bash script; put a bash script that takes it in front, or remove the pattern.");
        }
    }

    private bool Checks(WorkflowStage before, string input)
    {
        ArgoStage stage = _workflow.Stages.First(one => one.Stage == before);
        return IsBash(stage.Work) && stage.Environment.Values.Any(value => value is ArgoValue.ParameterValue parameter && string.Equals(parameter.Name, input, StringComparison.Ordinal));
    }
}
