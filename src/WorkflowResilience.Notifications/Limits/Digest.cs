using System.Text.Json;

namespace WorkflowResilience.Notifications;

/// <summary>What was held back from a channel since its last digest. Immutable; stored as JSON.</summary>
internal sealed record Digest
{
    public required string Channel { get; init; }

    /// <summary>What was held back, by what it has in common.</summary>
    public IReadOnlyDictionary<string, DigestEntry> Entries { get; init; } = new Dictionary<string, DigestEntry>(StringComparer.Ordinal);

    /// <summary>How many there are beyond those that are listed.</summary>
    public long Others { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The gravest severity of what was held back.</summary>
    public FailureSeverity Severity { get; init; }

    internal long Total => Others + Entries.Values.Sum(e => e.Count);

    internal byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(this, DigestJsonContext.Default.Digest);

    internal static Digest Load(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, DigestJsonContext.Default.Digest) ?? throw new JsonException("The stored digest is null.");
}
