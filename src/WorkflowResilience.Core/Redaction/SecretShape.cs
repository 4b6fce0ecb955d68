using System.Text.RegularExpressions;

namespace WorkflowResilience.Redaction;

/// <summary>What a kind of secret looks like that the library does not know. Immutable; two shapes of the same content are equal.</summary>
public abstract record SecretShape
{
    private const int ShortestName = 3;

    private protected SecretShape()
    {
    }

    /// <summary>Tokens that a fixed beginning gives away, as <c>acme_</c> and 32 letters and digits. The whole token is replaced.</summary>
    /// <param name="prefix">How they begin, case included: three characters or more.</param>
    /// <param name="charset">The characters that follow.</param>
    /// <param name="min">How many follow at least, 1 or more.</param>
    /// <param name="max">How many follow at most; a longer run is no such token.</param>
    /// <exception cref="ArgumentException">The prefix is shorter than three characters.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="min"/> is below 1, <paramref name="max"/> below it, or the set of characters is none of the known ones.</exception>
    public static SecretShape Token(string prefix, SecretCharset charset, int min, int max)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length < TrigramFilter.Length) throw new ArgumentException($"A token's prefix has {TrigramFilter.Length} characters or more; give more of what all such tokens begin with.", nameof(prefix));
        ArgumentOutOfRangeException.ThrowIfLessThan(min, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, min);
        if (!Enum.IsDefined(charset)) throw new ArgumentOutOfRangeException(nameof(charset), charset, "That is no known set of characters.");
        return new TokenSecret(prefix, charset, min, max);
    }

    /// <summary>
    /// A name of a member, header, variable, flag or parameter whose value is secret, as <c>x-acme-pass</c>. Case and the separators hyphen, underscore and none are the
    /// same; longer names that end with it count as well.
    /// </summary>
    /// <param name="name">The name: letters, digits, hyphens and underscores, three characters or more, 64 at most.</param>
    /// <exception cref="ArgumentException">The name is too short, too long or holds other characters.</exception>
    public static SecretShape Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is < ShortestName or > SecretNames.LongestName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') || !char.IsAsciiLetterOrDigit(name[^1]))
            throw new ArgumentException($"A name has {ShortestName} to {SecretNames.LongestName} letters, digits, hyphens and underscores, and ends with a letter or digit.", nameof(name));
        return new NamedSecret(name.ToUpperInvariant());
    }

    /// <summary>
    /// What an expression matches; only the group <c>secret</c> of it where it has one. An expression is the slowest kind of rule: it reads every text as a whole. Its matches are looked for one after
    /// another, each in time linear in the rest of the text.
    /// </summary>
    /// <param name="expression">The expression, made with <see cref="RegexOptions.NonBacktracking"/>.</param>
    /// <exception cref="ArgumentException">The expression backtracks: a text could keep it busy for ever.</exception>
    public static SecretShape Matching(Regex expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        if (!expression.Options.HasFlag(RegexOptions.NonBacktracking))
            throw new ArgumentException("The expression may backtrack, and a text could keep it busy for ever; make it with RegexOptions.NonBacktracking.", nameof(expression));
        return new MatchingSecret(expression);
    }

    internal sealed record TokenSecret(string Prefix, SecretCharset Charset, int Min, int Max) : SecretShape;

    internal sealed record NamedSecret(string Name) : SecretShape;

    internal sealed record MatchingSecret(Regex Expression) : SecretShape
    {
        public bool Equals(MatchingSecret? other) => other is not null && other.Expression.Options == Expression.Options && string.Equals(other.Expression.ToString(), Expression.ToString(), StringComparison.Ordinal);

        public override int GetHashCode() => Expression.ToString().GetHashCode(StringComparison.Ordinal);
    }
}
