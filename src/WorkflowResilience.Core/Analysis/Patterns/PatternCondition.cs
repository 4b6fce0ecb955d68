using System.Globalization;

namespace WorkflowResilience.Analysis;

/// <summary>What a field of a failure's context must be. A field that is absent fulfils no condition.</summary>
/// <param name="Field">The field's name, as <c>status</c>, <c>stage</c>, <c>system.memory</c>, or one of the host's own.</param>
public abstract record PatternCondition(string Field)
{
    private protected abstract bool Holds(string value);

    internal bool Holds(Func<string, string?> fields) => fields(Field) is { } value && Holds(value);

    /// <summary>The field has this value, whatever the case of its letters.</summary>
    public static PatternCondition Equal(string field, string value) => new EqualTo(field, value);

    /// <summary>The field's value contains this text, whatever the case of its letters.</summary>
    public static PatternCondition Containing(string field, string part) => new Contains(field, part);

    /// <summary>The field's value is a number greater than this one.</summary>
    public static PatternCondition Above(string field, double bound) => new Greater(field, bound);

    /// <summary>The field's value is a number less than this one.</summary>
    public static PatternCondition Below(string field, double bound) => new Less(field, bound);

    /// <summary>There is such a field.</summary>
    public static PatternCondition Present(string field) => new Exists(field);

    /// <summary>The field's whole value matches this literal of a pattern, wildcards included.</summary>
    /// <exception cref="FormatException">It is no such literal.</exception>
    public static PatternCondition Matching(string field, string literal) => new Matches(field, literal);

    /// <summary>See <see cref="Equal"/>.</summary>
    public sealed record EqualTo(string Field, string Value) : PatternCondition(Field)
    {
        private protected override bool Holds(string value) => string.Equals(value, Value, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>See <see cref="Containing"/>.</summary>
    public sealed record Contains(string Field, string Part) : PatternCondition(Field)
    {
        private protected override bool Holds(string value) => value.Contains(Part, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>See <see cref="Above"/>.</summary>
    public sealed record Greater(string Field, double Bound) : PatternCondition(Field)
    {
        private protected override bool Holds(string value) => Number(value) > Bound;
    }

    /// <summary>See <see cref="Below"/>.</summary>
    public sealed record Less(string Field, double Bound) : PatternCondition(Field)
    {
        private protected override bool Holds(string value) => Number(value) < Bound;
    }

    /// <summary>See <see cref="Present"/>.</summary>
    public sealed record Exists(string Field) : PatternCondition(Field)
    {
        private protected override bool Holds(string value) => true;
    }

    /// <summary>See <see cref="Matching"/>.</summary>
    public sealed record Matches : PatternCondition
    {
        private readonly PatternLiteral _literal;

        /// <summary>The field's whole value matches this literal.</summary>
        /// <exception cref="FormatException">It is no such literal.</exception>
        public Matches(string field, string literal)
            : base(field)
        {
            ArgumentNullException.ThrowIfNull(literal);
            Literal = literal;
            _literal = PatternLiteral.Read(literal, ordinal: false, out string? problem) ?? throw new FormatException(problem);
        }

        /// <summary>The literal.</summary>
        public string Literal { get; }

        private protected override bool Holds(string value) => _literal.IsWhole(System.Text.Encoding.UTF8.GetBytes(value));
    }

    // Not a number compares with nothing.
    private static double Number(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;
}
