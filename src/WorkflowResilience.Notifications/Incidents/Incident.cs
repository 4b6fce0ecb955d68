using System.Text.Json;

namespace WorkflowResilience.Notifications;

/// <summary>Failures of one cause in one stage of one workflow, from the first until it is over. Immutable; stored as JSON.</summary>
internal sealed record Incident
{
    public required string Key { get; init; }

    public IncidentState State { get; init; }

    /// <summary>Which life of it, from 1: counted up when it happens again after it was resolved.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>What opened it in this life.</summary>
    public required Notification Notification { get; init; }

    /// <summary>The gravest severity in this life.</summary>
    public required FailureSeverity Severity { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public string? ResolvedBy { get; init; }

    /// <summary>How often it happened in this life.</summary>
    public long Occurrences { get; init; } = 1;

    /// <summary>The channels that were told of it in this life and when last, so that they are told of its end and not too often of its going on.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Told { get; init; } = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);

    /// <summary>What escalates it; empty when no rule does.</summary>
    public IReadOnlyList<EscalationPlan> Escalations { get; init; } = [];

    internal bool IsOver => State == IncidentState.Resolved;

    internal byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(this, IncidentJsonContext.Default.Incident);

    internal static Incident Load(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, IncidentJsonContext.Default.Incident) ?? throw new JsonException("The stored incident is null.");

    internal Incident WithTold(string channel, DateTimeOffset now) =>
        this with { Told = new Dictionary<string, DateTimeOffset>(Told, StringComparer.Ordinal) { [channel] = now } };
}
