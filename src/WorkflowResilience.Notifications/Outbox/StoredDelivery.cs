using System.Text.Json;

namespace WorkflowResilience.Notifications;

/// <summary>One message for one channel, as it is stored until the channel has accepted it. Redacted: no secret is stored.</summary>
internal sealed record StoredDelivery
{
    /// <summary>The shape of the JSON: a reader refuses a newer one.</summary>
    internal const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string Id { get; init; }

    /// <summary>Its place among all deliveries: the order in which they were decided.</summary>
    public required long Sequence { get; init; }

    public required string Channel { get; init; }

    /// <summary>What is told: the first notification of the group.</summary>
    public required Notification Notification { get; init; }

    /// <summary>Further ones in the same message.</summary>
    public IReadOnlyList<GroupMember> Grouped { get; init; } = [];

    /// <summary>How many notifications are in the message although there was no room to keep them.</summary>
    public long GroupedMore { get; init; }

    public MessageAction Action { get; init; }

    public string? IncidentKey { get; init; }

    /// <summary>Of which life of the incident: it is counted up when a resolved one opens again.</summary>
    public int Generation { get; init; }

    public long Occurrences { get; init; } = 1;

    public DateTimeOffset? OpenedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public IReadOnlyList<DigestLine> DigestLines { get; init; } = [];

    public int EscalationLevel { get; init; }

    /// <summary>The route that chose the channel; empty for messages that no route chose.</summary>
    public string Route { get; init; } = "";

    /// <summary>What the message is grouped with; null when it stands alone.</summary>
    public string? GroupKey { get; init; }

    /// <summary>The channels that take over, the next first.</summary>
    public IReadOnlyList<string> Failover { get; init; } = [];

    /// <summary>When the next channel takes over; null when none does or one has.</summary>
    public DateTimeOffset? FailoverAt { get; init; }

    /// <summary>For which channel this one took over; null when it is the route's own.</summary>
    public string? InsteadOf { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before this.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public int Attempts { get; init; }

    public bool IsReduced { get; init; }

    /// <summary>Whether an earlier try may have arrived.</summary>
    public bool MayHaveArrived { get; init; }

    public string? LastReason { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>Until when another process may not try it; null: nobody holds it.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }

    public string? LeasedBy { get; init; }

    /// <summary>When it was given up; null while it has not been.</summary>
    public DateTimeOffset? DeadAt { get; init; }

    /// <summary>The incidents that the message tells of.</summary>
    internal IEnumerable<string> IncidentKeys()
    {
        if (IncidentKey is not null) yield return IncidentKey;
        foreach (GroupMember member in Grouped)
        {
            if (member.IncidentKey is not null) yield return member.IncidentKey;
        }
    }

    /// <summary>The same without what it tells of an incident; null when nothing is left.</summary>
    internal StoredDelivery? Without(string incident)
    {
        GroupMember[] left = [.. Grouped.Where(m => !string.Equals(m.IncidentKey, incident, StringComparison.Ordinal))];
        if (!string.Equals(IncidentKey, incident, StringComparison.Ordinal)) return this with { Grouped = left };
        return left.Length == 0 ? null : this with { Notification = left[0].Notification, IncidentKey = left[0].IncidentKey, Grouped = left[1..] };
    }

    internal bool IsCritical => Notification.Severity >= FailureSeverity.Critical;

    internal byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(this, OutboxJsonContext.Default.StoredDelivery);

    internal static StoredDelivery Load(ReadOnlySpan<byte> json)
    {
        StoredDelivery row = JsonSerializer.Deserialize(json, OutboxJsonContext.Default.StoredDelivery) ?? throw new JsonException("The stored delivery is null.");
        return row.Schema <= CurrentSchema
            ? row
            : throw new JsonException($"The stored delivery has schema {row.Schema}; this version reads up to {CurrentSchema}. Start the newer version of the library, or empty its store.");
    }
}
