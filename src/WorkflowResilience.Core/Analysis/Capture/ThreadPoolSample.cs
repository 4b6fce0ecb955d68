namespace WorkflowResilience.Analysis;

/// <summary>Measures how long a new work item waits for a thread of the pool: one item, made once, is queued when a capture begins and looked for when it ends. Thread-safe.</summary>
internal sealed class ThreadPoolSample(TimeProvider time) : IThreadPoolWorkItem
{
    private const long Idle = long.MinValue;

    private long _queuedAt = Idle;
    private long _waited = -1;

    /// <summary>Queues the item, unless it still waits since an earlier capture: then that wait says more.</summary>
    internal void Begin()
    {
        if (Interlocked.CompareExchange(ref _queuedAt, time.GetTimestamp(), Idle) != Idle) return;
        try
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        catch (OutOfMemoryException)
        {
            // The pool could not start a thread, for want of handles or memory. The item is in its queue all the same, and waits.
        }
    }

    /// <summary>How long the item waited, or has waited so far; null before the first <see cref="Begin"/>.</summary>
    internal TimeSpan? Look(out bool isLowerBound)
    {
        long queuedAt = Volatile.Read(ref _queuedAt);
        isLowerBound = queuedAt != Idle;
        if (isLowerBound) return time.GetElapsedTime(queuedAt, time.GetTimestamp());
        long waited = Volatile.Read(ref _waited);
        return waited < 0 ? null : time.GetElapsedTime(0, waited);
    }

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _waited, Math.Max(0, time.GetTimestamp() - Volatile.Read(ref _queuedAt)));
        Volatile.Write(ref _queuedAt, Idle);
    }
}
