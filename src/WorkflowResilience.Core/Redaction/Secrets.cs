namespace WorkflowResilience.Redaction;

/// <summary>
/// Secrets and kinds of secrets of the host, which <see cref="FailureText"/> replaces besides those that it recognises by itself. For the whole process, since the texts
/// of exceptions are read without a context.
/// </summary>
/// <remarks>Thread-safe. What is added or removed counts for every text redacted afterwards; texts being redacted meanwhile are redacted with what was known when they were begun.</remarks>
public static class Secrets
{
    /// <summary>The shortest literal that can be added, in characters: shorter ones would be found everywhere.</summary>
    public const int ShortestLiteral = 6;

    /// <summary>The longest literal that can be added, in characters.</summary>
    public const int LongestLiteral = 4096;

    /// <summary>How many literals there can be.</summary>
    public const int MaxLiterals = 1024;

    /// <summary>How many characters all literals together may have.</summary>
    public const int MaxLiteralCharacters = 131_072;

    /// <summary>How many shapes there can be.</summary>
    public const int MaxShapes = 256;

    private static SecretSet s_current = SecretSet.Empty;

    internal static SecretSet Current => Volatile.Read(ref s_current);

    /// <summary>Has a secret replaced wherever it stands, also encoded for a URL, for JSON, for HTML, or in base64 with whatever stands around it.</summary>
    /// <param name="literal">The secret, from <see cref="ShortestLiteral"/> to <see cref="LongestLiteral"/> characters; case counts. Adding one that is there already does nothing.</param>
    /// <exception cref="ArgumentException">It is too short, too long or made of asterisks alone. The message does not repeat it.</exception>
    /// <exception cref="InvalidOperationException">There are <see cref="MaxLiterals"/> already, or all together would have more than <see cref="MaxLiteralCharacters"/> characters.</exception>
    public static void Add(string literal)
    {
        ArgumentNullException.ThrowIfNull(literal);
        if (literal.Length is < ShortestLiteral or > LongestLiteral)
            throw new ArgumentException($"A literal has {ShortestLiteral} to {LongestLiteral} characters, this one has {literal.Length}; describe shorter secrets by the names they go by, with {nameof(SecretShape)}.{nameof(SecretShape.Named)}.", nameof(literal));
        if (literal.AsSpan().IndexOfAnyExcept(Redactor.MarkerChar, ' ') < 0) throw new ArgumentException("A literal of asterisks and blanks alone is what replaced secrets look like, and cannot be one.", nameof(literal));
        Change(literal, static (set, l) => set.With(l));
    }

    /// <summary>Has secrets of a shape replaced. Adding one that is there already does nothing.</summary>
    /// <param name="shape">The shape.</param>
    /// <exception cref="InvalidOperationException">There are <see cref="MaxShapes"/> already.</exception>
    public static void Add(SecretShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Change(shape, static (set, s) => set.With(s));
    }

    /// <summary>Forgets a literal, as after a rotation.</summary>
    /// <param name="literal">The literal.</param>
    /// <returns>Whether it was there.</returns>
    public static bool Remove(string literal)
    {
        ArgumentNullException.ThrowIfNull(literal);
        return Change(literal, static (set, l) => set.Without(l));
    }

    /// <summary>Forgets a shape.</summary>
    /// <param name="shape">The shape.</param>
    /// <returns>Whether it was there.</returns>
    public static bool Remove(SecretShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return Change(shape, static (set, s) => set.Without(s));
    }

    private static bool Change<T>(T item, Func<SecretSet, T, SecretSet> change)
    {
        for (; ; )
        {
            SecretSet before = Current;
            SecretSet after = change(before, item);
            if (ReferenceEquals(after, before)) return false;
            if (Interlocked.CompareExchange(ref s_current, after, before) == before) return true;
        }
    }
}
