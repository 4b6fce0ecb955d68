namespace WorkflowResilience.Argo;

/// <summary>A condition on how the last attempt ended, for <c>retryStrategy.expression</c>.</summary>
/// <remarks>
/// Immutable; two are equal when their expressions are. Begin with <see cref="ExitCode"/>, <see cref="Status"/>, <see cref="Message"/>, <see cref="Duration"/> or <see cref="Retries"/> and combine with
/// <c>|</c>, <c>&amp;</c> and <c>!</c>. It is printed bare, numbers converted: the forms that Argo silently takes for false, or refuses at the first failure, cannot be written.
/// </remarks>
public sealed partial class RetryWhen : IEquatable<RetryWhen>
{
    private readonly ExprPart _part;
    private readonly Func<RetryFacts, bool> _test;

    private RetryWhen(string text, Func<RetryFacts, bool> test)
        : this(new ExprPart(text, ExprRank.Comparison), test)
    {
    }

    private RetryWhen(in ExprPart part, Func<RetryFacts, bool> test)
    {
        _part = part;
        _test = test;
    }

    /// <summary>Either.</summary>
    public static RetryWhen operator |(RetryWhen left, RetryWhen right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new RetryWhen(ExprPart.Or(left._part, right._part), facts => left._test(facts) || right._test(facts));
    }

    /// <summary>Both.</summary>
    public static RetryWhen operator &(RetryWhen left, RetryWhen right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new RetryWhen(ExprPart.And(left._part, right._part), facts => left._test(facts) && right._test(facts));
    }

    /// <summary>The opposite.</summary>
    public static RetryWhen operator !(RetryWhen condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new RetryWhen(ExprPart.Not(condition._part), facts => !condition._test(facts));
    }

    /// <summary>Equal by expression.</summary>
    public static bool operator ==(RetryWhen? left, RetryWhen? right) => Equals(left, right);

    /// <summary>Not equal by expression.</summary>
    public static bool operator !=(RetryWhen? left, RetryWhen? right) => !Equals(left, right);

    /// <summary>The expression in the language of expr-lang, as Argo evaluates it.</summary>
    public string ToExpression() => _part.Text;

    /// <inheritdoc/>
    public override string ToString() => _part.Text;

    /// <inheritdoc/>
    public bool Equals(RetryWhen? other) => other is not null && string.Equals(_part.Text, other._part.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RetryWhen);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_part.Text);

    /// <summary>What Argo would answer; times at the precision of the facts.</summary>
    internal bool Evaluate(in RetryFacts facts) => _test(facts);
}
