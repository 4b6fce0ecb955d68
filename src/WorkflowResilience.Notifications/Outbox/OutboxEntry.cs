namespace WorkflowResilience.Notifications;

/// <summary>A delivery in memory. Guarded by the outbox's lock.</summary>
internal sealed class OutboxEntry(StoredDelivery row)
{
    internal StoredDelivery Row { get; set; } = row;

    /// <summary>The version of its record; 0 while it has not been written.</summary>
    internal long Version { get; set; }

    /// <summary>Whether it may be sent: it is stored, or it was tried to.</summary>
    internal bool IsReleased { get; set; }

    internal bool IsInFlight { get; set; }

    /// <summary>Whether it has left the outbox: queues that still hold it skip it.</summary>
    internal bool IsGone { get; set; }

    /// <summary>Incidents that were resolved while it was under way: it tells no more of them when it is tried again. Null when there are none.</summary>
    internal List<string>? Overtaken { get; set; }

    /// <summary>What it stands in line by: deliveries of one incident to one channel go one after another.</summary>
    internal string Line { get; } = row.IncidentKey ?? row.Id;

    /// <summary>When it comes next.</summary>
    internal DateTimeOffset NextAt => Row.DueAt;
}
