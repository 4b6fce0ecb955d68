namespace WorkflowResilience.Notifications;

/// <summary>The latest decisions. Thread-safe and bounded; what is older is counted.</summary>
/// <param name="capacity">How many are kept.</param>
/// <param name="sink">Where each goes as well; null: nowhere. What it throws is counted, nothing more.</param>
internal sealed class AuditTrail(int capacity, Action<AuditEntry>? sink)
{
    private readonly Lock _lock = new();
    private readonly Queue<AuditEntry> _entries = new();
    private readonly long[] _counts = new long[Enum.GetValues<AuditDecision>().Length];

    /// <summary>How many entries are not kept any more.</summary>
    internal long Forgotten { get; private set; }

    /// <summary>How often the sink threw.</summary>
    internal long SinkFailures { get; private set; }

    internal void Add(AuditEntry entry)
    {
        lock (_lock)
        {
            _counts[(int)entry.Decision]++;
            _entries.Enqueue(entry);
            if (_entries.Count > capacity)
            {
                _entries.Dequeue();
                Forgotten++;
            }
        }

        if (sink is null) return;
        try
        {
            sink(entry);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            lock (_lock) SinkFailures++;
        }
    }

    internal long CountOf(AuditDecision decision)
    {
        lock (_lock) return _counts[(int)decision];
    }

    internal IReadOnlyList<AuditEntry> Latest(int count)
    {
        lock (_lock) return [.. _entries.Skip(Math.Max(0, _entries.Count - count))];
    }
}
