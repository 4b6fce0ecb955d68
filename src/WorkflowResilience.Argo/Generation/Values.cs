namespace WorkflowResilience.Argo;

/// <summary>Writes values where a program finds them: its environment and its arguments.</summary>
internal static class Values
{
    internal const string FailureContext = "failure-context", FailureFile = "/tmp/workflow-failure.json", AttemptInput = "attempt";

    /// <summary>The name of an input that takes another stage's output.</summary>
    internal static string InputOf(WorkflowStage stage, string output) => $"{KebabCase.Of(stage.Name)}-{output}";

    internal static EnvironmentVariable Variable(string name, ArgoValue value, string attempt) => value is ArgoValue.SecretValue secret
        ? new EnvironmentVariable(name, null, secret.Name, secret.Key)
        : new EnvironmentVariable(name, Text(value, attempt));

    internal static string Text(ArgoValue value, string attempt) => value switch
    {
        ArgoValue.TextValue text => text.Value,
        ArgoValue.ParameterValue parameter => $"{{{{workflow.parameters.{parameter.Name}}}}}",
        ArgoValue.OutputValue output => $"{{{{inputs.parameters.{InputOf(output.Stage, output.Name)}}}}}",
        ArgoValue.AttemptValue => attempt,
        ArgoValue.RunIdValue => "{{workflow.uid}}",
        _ => "",
    };

    /// <summary>All values that a stage's programs are given.</summary>
    internal static IEnumerable<ArgoValue> Of(ArgoStage stage) =>
        stage.Environment.Values.Concat(new[] { stage.Work, stage.Fallback, stage.Compensation }.SelectMany(static work => work is ArgoWork.ContainerWork container ? container.Args : []));
}
