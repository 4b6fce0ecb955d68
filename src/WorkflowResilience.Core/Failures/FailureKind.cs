using System.Text.Json.Serialization;

namespace WorkflowResilience;

/// <summary>What sort of failure, by its structure: one of the well-known kinds or one that the host defines with <see cref="Of"/>.</summary>
/// <remarks>Immutable; compared ordinally by name. The default value is <see cref="Unknown"/>.</remarks>
[JsonConverter(typeof(KindJsonConverter))]
public readonly record struct FailureKind
{
    private readonly string? _name;

    private FailureKind(string name) => _name = name;

    /// <summary>The target could not be reached or the connection broke.</summary>
    public static FailureKind Network { get; } = new("Network");

    /// <summary>It took longer than it was given.</summary>
    public static FailureKind Timeout { get; } = new("Timeout");

    /// <summary>Credentials are missing, wrong or not sufficient.</summary>
    public static FailureKind Authentication { get; } = new("Authentication");

    /// <summary>The target asked for fewer calls.</summary>
    public static FailureKind RateLimited { get; } = new("RateLimited");

    /// <summary>The target answers that it cannot serve now.</summary>
    public static FailureKind Unavailable { get; } = new("Unavailable");

    /// <summary>Memory, disk, handles or processors are used up.</summary>
    public static FailureKind Resource { get; } = new("Resource");

    /// <summary>What was asked for does not exist.</summary>
    public static FailureKind NotFound { get; } = new("NotFound");

    /// <summary>The request or its data is wrong.</summary>
    public static FailureKind InvalidInput { get; } = new("InvalidInput");

    /// <summary>Somebody other than the caller cancelled.</summary>
    public static FailureKind Cancelled { get; } = new("Cancelled");

    /// <summary>The work is known to fail now and then by chance.</summary>
    public static FailureKind Flaky { get; } = new("Flaky");

    /// <summary>The sources do not compile.</summary>
    public static FailureKind Compilation { get; } = new("Compilation");

    /// <summary>A test is red.</summary>
    public static FailureKind TestFailure { get; } = new("TestFailure");

    /// <summary>A setting is missing or wrong.</summary>
    public static FailureKind Configuration { get; } = new("Configuration");

    /// <summary>Nothing is known about it.</summary>
    public static FailureKind Unknown { get; }

    /// <summary>The name.</summary>
    public string Name => _name ?? "Unknown";

    /// <summary>A kind by name: a well-known one, or one that the host defines.</summary>
    /// <param name="name">A letter followed by up to 62 letters, digits or hyphens.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="ArgumentException">The name does not have that form.</exception>
    public static FailureKind Of(string name)
    {
        if (!WorkflowStage.TryCreate(name, out _))
            throw new ArgumentException($"The failure kind '{name}' is not a letter followed by up to 62 letters, digits or hyphens.", nameof(name));
        return string.Equals(name, "Unknown", StringComparison.Ordinal) ? Unknown : new FailureKind(name);
    }

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
