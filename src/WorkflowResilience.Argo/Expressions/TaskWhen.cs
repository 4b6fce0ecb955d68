namespace WorkflowResilience.Argo;

/// <summary>A condition on the ends of other tasks, for <c>depends</c>.</summary>
/// <remarks>Immutable; two are equal when their texts are. Begin with <see cref="TaskEnds.Of"/> and combine with <c>|</c>, <c>&amp;</c> and <c>!</c>.</remarks>
public sealed class TaskWhen : IEquatable<TaskWhen>
{
    private readonly ExprPart _part;

    private TaskWhen(in ExprPart part) => _part = part;

    internal TaskWhen(string task, string end) => _part = new ExprPart($"{task}.{end}", ExprRank.Unary);

    /// <summary>Either.</summary>
    public static TaskWhen operator |(TaskWhen left, TaskWhen right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new TaskWhen(ExprPart.OrPlainly(left._part, right._part));
    }

    /// <summary>Both.</summary>
    public static TaskWhen operator &(TaskWhen left, TaskWhen right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new TaskWhen(ExprPart.And(left._part, right._part));
    }

    /// <summary>The opposite.</summary>
    public static TaskWhen operator !(TaskWhen condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new TaskWhen(ExprPart.Not(condition._part));
    }

    /// <summary>Equal by text.</summary>
    public static bool operator ==(TaskWhen? left, TaskWhen? right) => Equals(left, right);

    /// <summary>Not equal by text.</summary>
    public static bool operator !=(TaskWhen? left, TaskWhen? right) => !Equals(left, right);

    /// <summary>The value of <c>depends</c>.</summary>
    public string ToExpression() => _part.Text;

    /// <inheritdoc/>
    public override string ToString() => _part.Text;

    /// <inheritdoc/>
    public bool Equals(TaskWhen? other) => other is not null && string.Equals(_part.Text, other._part.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TaskWhen);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_part.Text);
}
