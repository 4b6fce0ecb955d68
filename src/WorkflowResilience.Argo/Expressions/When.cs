namespace WorkflowResilience.Argo;

/// <summary>A condition on values, for <c>when</c> of a task or a step.</summary>
/// <remarks>
/// Immutable; two are equal when their texts are. Argo puts the values into the text before it reads it, so both sides stand in quotes: without them an empty value, a space or a hyphen would break it.
/// A value that itself holds a quote still does; compare only values that you define.
/// </remarks>
public sealed class When : IEquatable<When>
{
    private readonly ExprPart _part;

    internal When(in ExprPart part) => _part = part;

    /// <summary>Either.</summary>
    public static When operator |(When left, When right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new When(ExprPart.OrPlainly(left._part, right._part));
    }

    /// <summary>Both.</summary>
    public static When operator &(When left, When right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new When(ExprPart.And(left._part, right._part));
    }

    /// <summary>The opposite.</summary>
    public static When operator !(When condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new When(ExprPart.Not(condition._part));
    }

    /// <summary>Equal by text.</summary>
    public static bool operator ==(When? left, When? right) => Equals(left, right);

    /// <summary>Not equal by text.</summary>
    public static bool operator !=(When? left, When? right) => !Equals(left, right);

    /// <summary>An output parameter of a task of the same DAG. The task that asks must depend on it.</summary>
    /// <exception cref="ArgumentException">No names.</exception>
    public static WhenValue Output(string task, string parameter)
    {
        ArgoNames.RequireTask(task, nameof(task));
        ArgoNames.RequireParameter(parameter, nameof(parameter));
        return new WhenValue($"{{{{tasks.{task}.outputs.parameters.{parameter}}}}}");
    }

    /// <summary>The standard output of a task of the same DAG, when it runs a script or a container. The task that asks must depend on it.</summary>
    /// <exception cref="ArgumentException">No name.</exception>
    public static WhenValue Result(string task)
    {
        ArgoNames.RequireTask(task, nameof(task));
        return new WhenValue($"{{{{tasks.{task}.outputs.result}}}}");
    }

    /// <summary>An input parameter of the template that the task or step stands in.</summary>
    /// <exception cref="ArgumentException">No name.</exception>
    public static WhenValue Input(string parameter)
    {
        ArgoNames.RequireParameter(parameter, nameof(parameter));
        return new WhenValue($"{{{{inputs.parameters.{parameter}}}}}");
    }

    /// <summary>A parameter of the whole workflow.</summary>
    /// <exception cref="ArgumentException">No name.</exception>
    public static WhenValue WorkflowParameter(string parameter)
    {
        ArgoNames.RequireParameter(parameter, nameof(parameter));
        return new WhenValue($"{{{{workflow.parameters.{parameter}}}}}");
    }

    /// <summary>The value of <c>when</c>.</summary>
    public string ToExpression() => _part.Text;

    /// <inheritdoc/>
    public override string ToString() => _part.Text;

    /// <inheritdoc/>
    public bool Equals(When? other) => other is not null && string.Equals(_part.Text, other._part.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as When);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_part.Text);
}
