using System.Threading.Tasks.Sources;

namespace WorkflowResilience.Time;

/// <summary>One place in a gate's line. Used once.</summary>
internal sealed class GateWaiter : IValueTaskSource<GateEntry>
{
    private readonly AsyncGate _gate;
    private readonly Clock _clock;
    private ManualResetValueTaskSourceCore<GateEntry> _core;
    private CancellationTokenRegistration _registration;
    private ITimer? _timer;
    private long _deadline;

    internal GateWaiter(AsyncGate gate, Clock clock)
    {
        _gate = gate;
        _clock = clock;
    }

    /// <summary>The place in line; null once it has been left. Guarded by the gate's lock.</summary>
    internal LinkedListNode<GateWaiter>? Node { get; set; }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    public GateEntry GetResult(short token)
    {
        _registration.Unregister();
        _timer?.Dispose();
        return _core.GetResult(token);
    }

    internal ValueTask<GateEntry> Start(long deadline, CancellationToken cancellationToken)
    {
        _deadline = deadline;
        if (deadline != long.MaxValue)
        {
            _timer = _clock.CreateTimer(static state => ((GateWaiter)state!).OnTimer(), this);
            _timer.Change(_clock.Span(Math.Max(0, deadline - _clock.Now)), Timeout.InfiniteTimeSpan);
        }

        if (cancellationToken.CanBeCanceled) _registration = cancellationToken.UnsafeRegister(static state => ((GateWaiter)state!).OnCancelled(), this);
        return new ValueTask<GateEntry>(this, _core.Version);
    }

    /// <summary>Ends the wait. Called once, by whoever took the waiter out of the line.</summary>
    internal void Complete(GateEntry entry)
    {
        // Being let in happens on the leaver's thread and a cancellation on the canceller's: neither should run somebody else's stage.
        _core.RunContinuationsAsynchronously = !_clock.IsManual && entry != GateEntry.TimedOut;
        _core.SetResult(entry);
    }

    private void OnTimer()
    {
        long rest = _deadline - _clock.Now;
        if (rest > 0) _timer!.Change(_clock.Rest(rest), Timeout.InfiniteTimeSpan);
        else if (_gate.Leave(this)) Complete(GateEntry.TimedOut);
    }

    private void OnCancelled()
    {
        if (_gate.Leave(this)) Complete(GateEntry.Cancelled);
    }
}
