namespace WorkflowResilience.Time;

/// <summary>
/// A time provider with its arithmetic: every duration inside the library is a count of its timestamp ticks, which a change of the wall clock does not move.
/// All waiting of the library goes through <see cref="DelayAsync"/>.
/// </summary>
internal sealed class Clock
{
    private readonly double _ticksPerSpanTick;
    private readonly double _spanTicksPerTick;
    private readonly Pool<DelaySource> _delays = new();

    internal Clock(TimeProvider provider)
    {
        Provider = provider;
        IsManual = provider is IManualTime;
        _ticksPerSpanTick = (double)provider.TimestampFrequency / TimeSpan.TicksPerSecond;
        _spanTicksPerTick = (double)TimeSpan.TicksPerSecond / provider.TimestampFrequency;
    }

    internal TimeProvider Provider { get; }

    /// <summary>Whether time is moved by its owner, on the owner's thread: continuations then stay on it.</summary>
    internal bool IsManual { get; }

    /// <summary>The monotonic time now.</summary>
    internal long Now => Provider.GetTimestamp();

    /// <summary>A duration in timestamp ticks; saturates, so that adding two of them cannot overflow.</summary>
    internal long Ticks(TimeSpan span)
    {
        double ticks = span.Ticks * _ticksPerSpanTick;
        return ticks >= long.MaxValue / 4 ? long.MaxValue / 4 : (long)ticks;
    }

    /// <summary>The duration that a count of timestamp ticks stands for, rounded up so that a wait never ends early.</summary>
    internal TimeSpan Span(long ticks) => TimeSpan.FromTicks((long)Math.Ceiling(ticks * _spanTicksPerTick));

    /// <summary>Waits. Completes inline on the timer's thread; a cancellation completes on the pool, except under manual time.</summary>
    /// <returns>True when the time has passed, false when the wait was cancelled. Await it once.</returns>
    internal ValueTask<bool> DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return new ValueTask<bool>(false);
        if (delay <= TimeSpan.Zero) return new ValueTask<bool>(true);
        DelaySource source = _delays.Rent() ?? new DelaySource(this, _delays);
        return source.Start(delay, cancellationToken);
    }

    /// <summary>A timer that does not carry the creator's execution context along.</summary>
    internal ITimer CreateTimer(TimerCallback callback, object state)
    {
        if (ExecutionContext.IsFlowSuppressed()) return Provider.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using (ExecutionContext.SuppressFlow()) return Provider.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The rest of a wait whose timer came too early, in whole milliseconds: the system's timers round down to them.</summary>
    internal TimeSpan Rest(long ticks) => TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(Span(ticks).TotalMilliseconds)));

    internal void Close() => _delays.Close();
}
