using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>
/// The calls of one hedged attempt while they run: waits until one has succeeded or all are over, and asks for another whenever the delay has passed. Whoever is still
/// running then is let go of: cancelled, and told to its owner when it ends.
/// </summary>
/// <remarks>One waits, on its own flow; the calls end on any thread.</remarks>
internal sealed class HedgedAttempt<T> : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<HedgeLeg<T>> _ended = new();
    private readonly Action<HedgeLeg<T>> _onLateEnd;
    private readonly ITimer _timer;
    private TaskCompletionSource? _waiting;
    private bool _due;
    private bool _isOver;

    /// <param name="clock">The runner's.</param>
    /// <param name="onLateEnd">Told of a call that ended after <see cref="LetGo"/>, once its delegate has really ended.</param>
    internal HedgedAttempt(Clock clock, Action<HedgeLeg<T>> onLateEnd)
    {
        _onLateEnd = onLateEnd;
        _timer = clock.CreateTimer(static state => ((HedgedAttempt<T>)state!).OnTimer(), this);
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Sets when the next call is due.</summary>
    internal void DueIn(TimeSpan delay) => _timer.Change(delay, Timeout.InfiniteTimeSpan);

    /// <summary>Takes a call along. One that has ended already is told like any other.</summary>
    internal void Add(HedgeLeg<T> leg)
    {
        if (leg.Attempt.Phase == AttemptPhase.Pending) _ = WatchAsync(leg);
        else Tell(leg);
    }

    /// <summary>Waits for the next thing to happen.</summary>
    /// <returns>A call that has ended or was abandoned; null when another call is due.</returns>
    internal async ValueTask<HedgeLeg<T>?> NextAsync()
    {
        while (true)
        {
            Task waiting;
            lock (_lock)
            {
                if (_ended.TryDequeue(out HedgeLeg<T>? leg)) return leg;
                if (_due)
                {
                    _due = false;
                    return null;
                }

                // Continues inline on the thread that tells, so that virtual time stays on one thread.
                _waiting = new TaskCompletionSource();
                waiting = _waiting.Task;
            }

            await waiting.ConfigureAwait(false);
        }
    }

    /// <summary>Ends the waiting: calls that end from now on are told as late.</summary>
    internal void LetGo()
    {
        lock (_lock) _isOver = true;
    }

    private async Task WatchAsync(HedgeLeg<T> leg)
    {
        AttemptSlot slot = leg.Attempt.Slot!;
        bool ended = await slot.Race(leg.Attempt.Pending.ConfigureAwait(false).GetAwaiter());
        if (ended) leg.Attempt.Collect();
        else leg.Attempt.Phase = AttemptPhase.Abandoned;
        if (Tell(leg)) return;
        if (ended) _onLateEnd(leg);
        else slot.WhenLate(() => EndLate(leg));
    }

    private void EndLate(HedgeLeg<T> leg)
    {
        leg.Attempt.Collect();
        _onLateEnd(leg);
    }

    private bool Tell(HedgeLeg<T> leg)
    {
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            if (_isOver) return false;
            leg.IsOver = true;
            _ended.Enqueue(leg);
            waiting = TakeWaitingLocked();
        }

        waiting?.SetResult();
        return true;
    }

    private void OnTimer()
    {
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            _due = true;
            waiting = TakeWaitingLocked();
        }

        waiting?.SetResult();
    }

    // Completed outside the lock: what waits goes on inline.
    private TaskCompletionSource? TakeWaitingLocked()
    {
        TaskCompletionSource? waiting = _waiting;
        _waiting = null;
        return waiting;
    }
}
