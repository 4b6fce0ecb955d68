namespace WorkflowResilience.Argo;

/// <summary>Where a variable or an argument of a stage's program comes from. Nothing of it is ever pasted into a script.</summary>
/// <remarks>Immutable; compared by value. What it names is checked when YAML is generated.</remarks>
public abstract record ArgoValue
{
    private ArgoValue() { }

    /// <summary>The number of the attempt from 0, as Argo counts; always 0 when Argo does not repeat the stage.</summary>
    public static ArgoValue Attempt { get; } = new AttemptValue();

    /// <summary>The id of the workflow's run, which no other run has.</summary>
    public static ArgoValue RunId { get; } = new RunIdValue();

    /// <summary>A text as it stands. One with <c>{{</c> is refused.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The value.</returns>
    public static ArgoValue Text(string text) => new TextValue(text);

    /// <summary>An input of the workflow.</summary>
    /// <param name="name">The name of an <see cref="ArgoInput"/>.</param>
    /// <returns>The value.</returns>
    public static ArgoValue Parameter(string name) => new ParameterValue(name);

    /// <summary>A key of a Secret, by reference: the value is neither in the YAML nor in the workflow's status. Only for variables.</summary>
    /// <param name="name">The Secret.</param>
    /// <param name="key">Its key.</param>
    /// <returns>The value.</returns>
    public static ArgoValue Secret(string name, string key) => new SecretValue(name, key);

    /// <summary>An output of a stage that this one comes after.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="output">The name of one of its <see cref="ArgoStage.Outputs"/>.</param>
    /// <returns>The value.</returns>
    public static ArgoValue Output(WorkflowStage stage, string output) => new OutputValue(stage, output);

    /// <summary>A text as it stands.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator ArgoValue(string text) => Text(text);

    /// <summary>A text.</summary>
    /// <param name="Value">The text.</param>
    public sealed record TextValue(string Value) : ArgoValue;

    /// <summary>An input of the workflow.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record ParameterValue(string Name) : ArgoValue;

    /// <summary>A key of a Secret.</summary>
    /// <param name="Name">The Secret.</param>
    /// <param name="Key">Its key.</param>
    public sealed record SecretValue(string Name, string Key) : ArgoValue;

    /// <summary>An output of a stage.</summary>
    /// <param name="Stage">The stage.</param>
    /// <param name="Name">The output's name.</param>
    public sealed record OutputValue(WorkflowStage Stage, string Name) : ArgoValue;

    /// <summary>The number of the attempt.</summary>
    public sealed record AttemptValue : ArgoValue;

    /// <summary>The id of the run.</summary>
    public sealed record RunIdValue : ArgoValue;
}
