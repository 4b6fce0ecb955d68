namespace WorkflowResilience.Notifications;

/// <summary>
/// Notifications that wait to be decided on, a line for each severity, taken the gravest first. Bounded: when it is full, the newest of the mildest makes room for a graver one, and what is
/// no graver than all that waits does not get in. Either way somebody counts it.
/// </summary>
/// <remarks>Thread-safe. Neither adding nor taking waits.</remarks>
/// <param name="capacity">How many may wait.</param>
internal sealed class IntakeQueue(int capacity)
{
    private static readonly int s_levels = Enum.GetValues<FailureSeverity>().Length;

    private readonly Lock _lock = new();
    private readonly LinkedList<Notification>[] _lines = [.. Enumerable.Range(0, s_levels).Select(_ => new LinkedList<Notification>())];
    private int _count;

    internal int Count
    {
        get
        {
            lock (_lock) return _count;
        }
    }

    /// <summary>Adds one.</summary>
    /// <returns>The one that was dropped: null when there was room, possibly the one that was to be added.</returns>
    internal Notification? Add(Notification notification)
    {
        int level = Math.Clamp((int)notification.Severity, 0, s_levels - 1);
        lock (_lock)
        {
            Notification? dropped = null;
            if (_count >= capacity)
            {
                int mildest = 0;
                while (mildest < level && _lines[mildest].Count == 0) mildest++;
                if (mildest >= level) return notification;
                dropped = _lines[mildest].Last!.Value;
                _lines[mildest].RemoveLast();
                _count--;
            }

            _lines[level].AddLast(notification);
            _count++;
            return dropped;
        }
    }

    /// <summary>Takes up to so many, the gravest first, each severity in the order in which they came.</summary>
    internal int Take(List<Notification> into, int most)
    {
        lock (_lock)
        {
            int before = into.Count;
            for (int level = s_levels - 1; level >= 0 && into.Count - before < most; level--)
            {
                while (_lines[level].First is { } first && into.Count - before < most)
                {
                    into.Add(first.Value);
                    _lines[level].RemoveFirst();
                    _count--;
                }
            }

            return into.Count - before;
        }
    }
}
