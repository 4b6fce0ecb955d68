using System.Diagnostics.CodeAnalysis;

namespace WorkflowResilience.Testing;

/// <summary>The armed timers in the order in which they fire: by due time, then by the order of arming. Not thread-safe.</summary>
/// <remarks>
/// Disarming leaves its entry behind, to be skipped when it comes up: O(log n) to arm, O(1) to disarm. When more than half of the entries are dead they are swept out, so
/// that a timer re-armed a million times keeps no million entries.
/// </remarks>
internal sealed class TimerQueue
{
    private const int SweepFrom = 64;

    private readonly PriorityQueue<ManualTimer, (long Due, long Arming)> _entries = new();
    private long _armings;

    /// <summary>How many timers are armed.</summary>
    internal int Count { get; private set; }

    /// <summary>Arms a timer, or arms it anew.</summary>
    internal void Arm(ManualTimer timer, long due)
    {
        Disarm(timer);
        timer.Arming = ++_armings;
        _entries.Enqueue(timer, (due, timer.Arming));
        Count++;
        if (_entries.Count > SweepFrom && _entries.Count > 2 * Count) Sweep();
    }

    /// <summary>Disarms a timer; does nothing to one that is not armed.</summary>
    internal void Disarm(ManualTimer timer)
    {
        if (timer.Arming == 0) return;
        timer.Arming = 0;
        Count--;
    }

    /// <summary>When the next timer is due.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The queue orders timers; their makers own them.")]
    internal bool TryPeek(out long due)
    {
        while (_entries.TryPeek(out ManualTimer? timer, out (long Due, long Arming) entry))
        {
            due = entry.Due;
            if (timer.Arming == entry.Arming) return true;
            _entries.Dequeue();
        }

        due = 0;
        return false;
    }

    /// <summary>Takes the next timer if it is due, disarming it.</summary>
    internal bool TryTake(long until, [NotNullWhen(true)] out ManualTimer? timer, out long due)
    {
        timer = null;
        if (!TryPeek(out due) || due > until) return false;
        timer = _entries.Dequeue();
        Disarm(timer);
        return true;
    }

    private void Sweep()
    {
        var alive = new List<(ManualTimer, (long, long))>(Count);
        foreach ((ManualTimer timer, (long Due, long Arming) entry) in _entries.UnorderedItems)
        {
            if (timer.Arming == entry.Arming) alive.Add((timer, entry));
        }

        _entries.Clear();
        _entries.EnqueueRange(alive);
    }
}
