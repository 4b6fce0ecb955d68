using System.Threading.Tasks.Sources;

namespace WorkflowResilience.Time;

/// <summary>One wait. Reused: it keeps its timer, and a callback that comes late from an earlier wait finds that its time has not come and re-arms.</summary>
internal sealed class DelaySource : IValueTaskSource<bool>, IDisposable
{
    private const int Idle = 0, Waiting = 1, Done = 2;

    private readonly Clock _clock;
    private readonly Pool<DelaySource> _pool;
    private readonly ITimer _timer;
    private ManualResetValueTaskSourceCore<bool> _core;
    private CancellationTokenRegistration _registration;
    private long _due;
    private int _phase;

    internal DelaySource(Clock clock, Pool<DelaySource> pool)
    {
        _clock = clock;
        _pool = pool;
        _timer = clock.CreateTimer(static state => ((DelaySource)state!).OnTimer(), this);
    }

    public void Dispose() => _timer.Dispose();

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    public bool GetResult(short token)
    {
        bool elapsed = _core.GetResult(token);

        // A callback that may still run, of a cancellation or of the timer that a cancelled wait leaves armed, could touch the next wait: such a source is not used again.
        bool quiet = (_registration == default || _registration.Unregister()) && elapsed;
        _registration = default;
        _core.Reset();
        Volatile.Write(ref _phase, Idle);
        if (quiet) _pool.Return(this);
        else Dispose();
        return elapsed;
    }

    internal ValueTask<bool> Start(TimeSpan delay, CancellationToken cancellationToken)
    {
        short version = _core.Version;
        _due = _clock.Now + _clock.Ticks(delay);
        Volatile.Write(ref _phase, Waiting);
        _timer.Change(delay, Timeout.InfiniteTimeSpan);
        if (cancellationToken.CanBeCanceled)
            _registration = cancellationToken.UnsafeRegister(static state => ((DelaySource)state!).OnCancelled(), this);
        return new ValueTask<bool>(this, version);
    }

    private void OnTimer()
    {
        if (Volatile.Read(ref _phase) != Waiting) return;
        long rest = _due - _clock.Now;
        if (rest > 0) _timer.Change(_clock.Rest(rest), Timeout.InfiniteTimeSpan);
        else Complete(elapsed: true, inline: true);
    }

    private void OnCancelled() => Complete(elapsed: false, inline: _clock.IsManual);

    private void Complete(bool elapsed, bool inline)
    {
        if (Interlocked.CompareExchange(ref _phase, Done, Waiting) != Waiting) return;
        _core.RunContinuationsAsynchronously = !inline;
        _core.SetResult(elapsed);
    }
}
