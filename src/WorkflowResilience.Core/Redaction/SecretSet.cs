using System.Collections.Immutable;

namespace WorkflowResilience.Redaction;

/// <summary>What the host added, and the machinery that finds it, made at the first text. Immutable.</summary>
internal sealed class SecretSet
{
    internal static readonly SecretSet Empty = new([], [], 0);

    private readonly ImmutableHashSet<string> _literals;
    private readonly ImmutableHashSet<SecretShape> _shapes;
    private readonly int _characters;
    private readonly Lazy<RuleSet> _rules;

    private SecretSet(ImmutableHashSet<string> literals, ImmutableHashSet<SecretShape> shapes, int characters)
    {
        _literals = literals;
        _shapes = shapes;
        _characters = characters;
        _rules = new Lazy<RuleSet>(() => new RuleSet(_literals, _shapes));
    }

    internal RuleSet Rules => _rules.Value;

    /// <summary>The names that are secret.</summary>
    internal IEnumerable<string> Names => _shapes.OfType<SecretShape.NamedSecret>().Select(s => s.Name);

    internal SecretSet With(string literal)
    {
        if (_literals.Contains(literal)) return this;
        if (_literals.Count >= Secrets.MaxLiterals)
            throw new InvalidOperationException($"There are {Secrets.MaxLiterals} literals already; remove those that are no secrets any more, or describe the rest by a {nameof(SecretShape)}.");
        if (_characters + literal.Length > Secrets.MaxLiteralCharacters)
            throw new InvalidOperationException($"All literals together would have more than {Secrets.MaxLiteralCharacters} characters; remove those that are no secrets any more, or add a part of the longest.");
        return new SecretSet(_literals.Add(literal), _shapes, _characters + literal.Length);
    }

    internal SecretSet With(SecretShape shape)
    {
        if (_shapes.Contains(shape)) return this;
        if (_shapes.Count >= Secrets.MaxShapes) throw new InvalidOperationException($"There are {Secrets.MaxShapes} shapes already; remove some, or join several into one.");
        return new SecretSet(_literals, _shapes.Add(shape), _characters);
    }

    internal SecretSet Without(string literal) => _literals.Contains(literal) ? new SecretSet(_literals.Remove(literal), _shapes, _characters - literal.Length) : this;

    internal SecretSet Without(SecretShape shape) => _shapes.Contains(shape) ? new SecretSet(_literals, _shapes.Remove(shape), _characters) : this;
}
