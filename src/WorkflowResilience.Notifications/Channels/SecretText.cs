namespace WorkflowResilience.Notifications;

/// <summary>A text that must not be seen: a token, a password, a webhook's address. Prints as <c>***</c>, is no part of any JSON, and is redacted wherever it turns up.</summary>
/// <remarks>Immutable and thread-safe. Converts from a string; back only by <see cref="Reveal"/>.</remarks>
public sealed class SecretText
{
    private readonly Func<string?> _read;

    private SecretText(Func<string?> read) => _read = read;

    /// <summary>A secret that stays the same.</summary>
    /// <param name="value">The secret.</param>
    public static SecretText Of(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new SecretText(() => value);
    }

    /// <summary>A secret that may change while the host runs, as a file that is rotated.</summary>
    /// <param name="read">Reads it; asked before each message. Must be thread-safe and quick.</param>
    public static SecretText From(Func<string?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new SecretText(read);
    }

    /// <summary>A secret that stays the same.</summary>
    /// <param name="value">The secret.</param>
    public static implicit operator SecretText(string value) => Of(value);

    /// <summary>The secret itself: only for who sends it.</summary>
    /// <returns>The secret, without white space around it; empty when there is none.</returns>
    public string Reveal() => _read()?.Trim() ?? "";

    /// <summary>Three asterisks.</summary>
    /// <returns><c>***</c>.</returns>
    public override string ToString() => "***";
}
