namespace WorkflowResilience.Notifications;

/// <summary>
/// Notifications from observers that wait to be decided on: many threads add, one takes. Bounded: when it is full the mildest goes, counted, and nobody ever waits to add. Those that
/// are taken come in the order in which they were added, whatever their severity, so that an end never overtakes its beginning. Thread-safe.
/// </summary>
/// <param name="capacity">How many may wait; at least 1.</param>
internal sealed class IntakeQueue(int capacity)
{
    // One line a severity, and one for those that tell the end of an incident: without them it would stay open for ever. Each entry has its place in the order of all.
    private const int EndRank = (int)FailureSeverity.Fatal + 1;

    private readonly Lock _lock = new();
    private readonly Queue<(long Place, Notification Notification)>[] _lines = [.. Enumerable.Range(0, EndRank + 1).Select(_ => new Queue<(long, Notification)>())];
    private readonly long[] _dropped = new long[EndRank];
    private TaskCompletionSource<bool>? _waiting;
    private long _place;
    private int _count;
    private bool _isComplete;

    internal int Count
    {
        get
        {
            lock (_lock) return _count;
        }
    }

    /// <summary>How many of a severity were dropped.</summary>
    internal long DroppedOf(FailureSeverity severity)
    {
        lock (_lock) return _dropped[(int)severity];
    }

    /// <summary>Adds one, never waiting.</summary>
    /// <returns>What had to be dropped for it, which is itself when nothing milder waits or the queue is complete; null when there was room.</returns>
    internal Notification? Add(Notification notification)
    {
        TaskCompletionSource<bool>? waiting;
        Notification? dropped = null;
        lock (_lock)
        {
            int rank = RankOf(notification);
            if (_isComplete) return Drop(notification);
            if (_count >= capacity)
            {
                int mildest = 0;
                while (_lines[mildest].Count == 0) mildest++;
                if (mildest >= rank) return Drop(notification);
                dropped = Drop(_lines[mildest].Dequeue().Notification);
                _count--;
            }

            _lines[rank].Enqueue((_place++, notification));
            _count++;
            waiting = _waiting;
            _waiting = null;
        }

        waiting?.TrySetResult(true);
        return dropped;
    }

    /// <summary>Takes what waits, in its order.</summary>
    /// <param name="into">Where it is added.</param>
    /// <param name="most">How many at most.</param>
    internal void Take(List<Notification> into, int most)
    {
        lock (_lock)
        {
            for (; most > 0 && _count > 0; most--, _count--) into.Add(First().Dequeue().Notification);
        }
    }

    /// <summary>Waits until something can be taken. For one caller at a time.</summary>
    /// <returns>False when the queue is complete and empty.</returns>
    internal Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        Task<bool> wait;
        lock (_lock)
        {
            if (_count > 0) return Task.FromResult(true);
            if (_isComplete) return Task.FromResult(false);
            _waiting ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            wait = _waiting.Task;
        }

        return wait.WaitAsync(cancellationToken);
    }

    /// <summary>Takes no more; what waits can still be taken.</summary>
    internal void Complete()
    {
        TaskCompletionSource<bool>? waiting;
        lock (_lock)
        {
            _isComplete = true;
            waiting = _waiting;
            _waiting = null;
        }

        waiting?.TrySetResult(false);
    }

    private static int RankOf(Notification notification) => notification.Resolves ? EndRank : (int)notification.Severity;

    private Notification Drop(Notification notification)
    {
        _dropped[(int)notification.Severity]++;
        return notification;
    }

    private Queue<(long Place, Notification Notification)> First()
    {
        Queue<(long Place, Notification Notification)>? first = null;
        long place = long.MaxValue;
        foreach (Queue<(long Place, Notification Notification)> line in _lines)
        {
            if (!line.TryPeek(out (long Place, Notification) head) || head.Place >= place) continue;
            first = line;
            place = head.Place;
        }

        return first!;
    }
}
