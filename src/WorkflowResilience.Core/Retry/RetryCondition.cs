using System.Globalization;

namespace WorkflowResilience;

/// <summary>
/// Which failures to try again and which not. A policy tries its conditions in order and the first match decides. The factories make conditions that
/// retry; <see cref="Stop"/> turns one round.
/// </summary>
/// <remarks>Immutable. Only <see cref="CustomCondition"/> and <see cref="ResultCondition{T}"/> hold code; what that throws is reported and counts as no match.</remarks>
public abstract partial record RetryCondition
{
    private RetryCondition() { }

    /// <summary>Network, Timeout, RateLimited, Unavailable, Resource and Flaky: the kinds that may pass by themselves.</summary>
    public static RetryCondition Transient { get; } = On(
        FailureKind.Network, FailureKind.Timeout, FailureKind.RateLimited, FailureKind.Unavailable, FailureKind.Resource, FailureKind.Flaky);

    /// <summary>Any failure at all that is not the caller's cancellation.</summary>
    public static RetryCondition Anything { get; } = new AnyCondition();

    /// <summary>What a match decides. Default: retry.</summary>
    public RetryDecision Decision { get; init; }

    /// <summary>The waits after a failure that matches; null (default): the policy's own.</summary>
    public BackoffSchedule? Backoff { get; init; }

    /// <summary>Failures of these kinds.</summary>
    /// <param name="kinds">The kinds; at least one.</param>
    /// <returns>The condition.</returns>
    public static RetryCondition On(params IReadOnlyList<FailureKind> kinds) => new KindCondition(kinds);

    /// <summary>These HTTP statuses.</summary>
    /// <param name="statuses">The statuses, each from 100 to 599; at least one.</param>
    /// <returns>The condition.</returns>
    public static RetryCondition OnStatus(params IReadOnlyList<int> statuses)
    {
        ArgumentNullException.ThrowIfNull(statuses);
        return new StatusCondition([.. statuses.Select(s => new StatusRange(s, s))]);
    }

    /// <summary>HTTP statuses from one to another, both included.</summary>
    /// <param name="first">The first status, from 100 to 599.</param>
    /// <param name="last">The last status, not below the first.</param>
    /// <returns>The condition.</returns>
    public static RetryCondition OnStatusRange(int first, int last) => new StatusCondition([new StatusRange(first, last)]);

    /// <summary>An exception of this type or one derived from it, also inside others.</summary>
    /// <typeparam name="TException">The type.</typeparam>
    /// <returns>The condition.</returns>
    public static RetryCondition OnException<TException>()
        where TException : Exception => new ExceptionCondition(typeof(TException));

    /// <summary>An exception whose type, or a base of it, has one of these names (simple or full, compared ordinally), also inside others.</summary>
    /// <param name="names">The names; at least one. Never compared with any message.</param>
    /// <returns>The condition.</returns>
    public static RetryCondition OnTypeName(params IReadOnlyList<string> names) => new TypeNameCondition(names);

    /// <summary>A failure whose text contains this, ignoring case. Prefer a kind, a status or a type: texts change.</summary>
    /// <param name="text">The text; not empty.</param>
    /// <returns>The condition.</returns>
    public static RetryCondition OnMessage(string text) => new MessageCondition(text);

    /// <summary>A failure that code recognises.</summary>
    /// <param name="name">A name that stands for the code in texts and comparisons.</param>
    /// <param name="predicate">The code.</param>
    /// <returns>The condition.</returns>
    public static RetryCondition When(string name, Func<FailureFacts, bool> predicate) => new CustomCondition(name, predicate);

    /// <summary>A returned result that counts as a failure. Not asked for a stage whose result is of another type.</summary>
    /// <typeparam name="T">The type of result.</typeparam>
    /// <param name="name">A name that stands for the code in texts and comparisons.</param>
    /// <param name="predicate">Recognises the bad result.</param>
    /// <returns>The condition.</returns>
    public static RetryCondition OnResult<T>(string name, Func<T, bool> predicate) => new ResultCondition<T>(name, predicate);

    /// <summary>The same condition, deciding to stop.</summary>
    /// <returns>A copy.</returns>
    public RetryCondition Stop() => this with { Decision = RetryDecision.Stop };

    /// <summary>The same condition with waits of its own.</summary>
    /// <param name="backoff">The waits after a failure that matches.</param>
    /// <returns>A copy.</returns>
    public RetryCondition WithBackoff(BackoffSchedule backoff) => this with { Backoff = backoff };

    /// <summary>Whether a failure matches.</summary>
    /// <param name="facts">What is known of it.</param>
    /// <returns>Whether it matches. A condition on results never matches here.</returns>
    public abstract bool Matches(in FailureFacts facts);

    /// <summary>A range of HTTP statuses, both ends included.</summary>
    /// <param name="First">The first status.</param>
    /// <param name="Last">The last status.</param>
    public readonly record struct StatusRange(int First, int Last)
    {
        /// <summary>The range as text.</summary>
        /// <returns>Such as <c>503</c> or <c>400-499</c>.</returns>
        public override string ToString() =>
            First == Last ? First.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");
    }

    /// <summary>Any failure.</summary>
    public sealed record AnyCondition : RetryCondition
    {
        /// <inheritdoc/>
        public override bool Matches(in FailureFacts facts) => true;
    }

    /// <summary>Failures of certain kinds.</summary>
    public sealed record KindCondition : RetryCondition
    {
        /// <summary>Creates the condition.</summary>
        /// <param name="kinds">The kinds.</param>
        public KindCondition(IReadOnlyList<FailureKind> kinds)
        {
            ArgumentNullException.ThrowIfNull(kinds);
            Kinds = [.. kinds];
        }

        /// <summary>The kinds.</summary>
        public IReadOnlyList<FailureKind> Kinds { get; }

        /// <inheritdoc/>
        public override bool Matches(in FailureFacts facts)
        {
            for (int i = 0; i < Kinds.Count; i++)
            {
                if (Kinds[i] == facts.Kind) return true;
            }

            return false;
        }

        /// <inheritdoc/>
        public bool Equals(KindCondition? other) => base.Equals(other) && Kinds.SequenceEqual(other.Kinds);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Kinds.Count);
    }

    /// <summary>Certain HTTP statuses.</summary>
    public sealed record StatusCondition : RetryCondition
    {
        /// <summary>Creates the condition.</summary>
        /// <param name="ranges">The statuses.</param>
        public StatusCondition(IReadOnlyList<StatusRange> ranges)
        {
            ArgumentNullException.ThrowIfNull(ranges);
            Ranges = [.. ranges];
        }

        /// <summary>The statuses.</summary>
        public IReadOnlyList<StatusRange> Ranges { get; }

        /// <inheritdoc/>
        public override bool Matches(in FailureFacts facts)
        {
            for (int i = 0; i < Ranges.Count; i++)
            {
                if (facts.StatusCode >= Ranges[i].First && facts.StatusCode <= Ranges[i].Last) return true;
            }

            return false;
        }

        /// <inheritdoc/>
        public bool Equals(StatusCondition? other) => base.Equals(other) && Ranges.SequenceEqual(other.Ranges);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Ranges.Count);
    }

    /// <summary>Exceptions of a type.</summary>
    /// <param name="Type">The type.</param>
    public sealed record ExceptionCondition(Type Type) : RetryCondition
    {
        /// <inheritdoc/>
        public override bool Matches(in FailureFacts facts) =>
            facts.Exception is not null && ExceptionChain.Any(facts.Exception, Type, static (exception, type) => type.IsInstanceOfType(exception));
    }

    /// <summary>Exceptions whose type has a name.</summary>
    public sealed record TypeNameCondition : RetryCondition
    {
        /// <summary>Creates the condition.</summary>
        /// <param name="names">The names.</param>
        public TypeNameCondition(IReadOnlyList<string> names)
        {
            ArgumentNullException.ThrowIfNull(names);
            Names = [.. names];
        }

        /// <summary>The names.</summary>
        public IReadOnlyList<string> Names { get; }

        /// <inheritdoc/>
        public override bool Matches(in FailureFacts facts) =>
            facts.Exception is not null && ExceptionChain.Any(facts.Exception, Names, static (exception, names) => HasName(exception.GetType(), names));

        /// <inheritdoc/>
        public bool Equals(TypeNameCondition? other) => base.Equals(other) && Names.SequenceEqual(other.Names, StringComparer.Ordinal);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Names.Count);

        private static bool HasName(Type type, IReadOnlyList<string> names)
        {
            for (Type? t = type; t is not null && t != typeof(object); t = t.BaseType)
            {
                foreach (string name in names)
                {
                    if (string.Equals(t.Name, name, StringComparison.Ordinal) || string.Equals(t.FullName, name, StringComparison.Ordinal)) return true;
                }
            }

            return false;
        }
    }

    /// <summary>Failures whose text contains something.</summary>
    /// <param name="Text">What it contains, ignoring case.</param>
    public sealed record MessageCondition(string Text) : RetryCondition
    {
        /// <inheritdoc/>
        public override bool Matches(in FailureFacts facts) => facts.Exception is not null && FailureText.Contains(facts.Exception, Text);
    }

    /// <summary>Failures that code recognises.</summary>
    /// <param name="Name">What stands for the code in texts.</param>
    /// <param name="Predicate">The code.</param>
    public sealed record CustomCondition(string Name, Func<FailureFacts, bool> Predicate) : RetryCondition
    {
        /// <inheritdoc/>
        public override bool Matches(in FailureFacts facts) => Predicate(facts);

        /// <summary>Compares all but the code, for which the name stands.</summary>
        /// <param name="other">The other condition.</param>
        /// <returns>Whether they say the same.</returns>
        public bool Equals(CustomCondition? other) => base.Equals(other) && string.Equals(Name, other.Name, StringComparison.Ordinal);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Name);
    }

    /// <summary>Returned results that count as failures.</summary>
    /// <typeparam name="T">The type of result.</typeparam>
    /// <param name="Name">What stands for the code in texts.</param>
    /// <param name="Predicate">The code.</param>
    public sealed record ResultCondition<T>(string Name, Func<T, bool> Predicate) : RetryCondition, IResultCondition
    {
        Type IResultCondition.ResultType => typeof(T);

        bool IResultCondition.HasPredicate => Predicate is not null;

        /// <inheritdoc/>
        public override bool Matches(in FailureFacts facts) => false;

        /// <summary>Compares all but the code, for which the name stands.</summary>
        /// <param name="other">The other condition.</param>
        /// <returns>Whether they say the same.</returns>
        public bool Equals(ResultCondition<T>? other) => base.Equals(other) && string.Equals(Name, other.Name, StringComparison.Ordinal);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Name);
    }
}
