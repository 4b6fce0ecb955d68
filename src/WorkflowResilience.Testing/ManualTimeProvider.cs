using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience.Testing;

/// <summary>Time that moves only when told: with <see cref="Advance"/>, or by itself while <see cref="Run(Func{Task})"/> waits for a body to end.</summary>
/// <remarks>
/// <para>
/// Timers fire on the thread that moves the time, one after the other, by due time and, at the same instant, in the order in which they were armed; while a timer fires
/// the clock stands at the moment it was due. A timer armed by a callback fires in the same movement if it falls due within it. Callbacks run outside any lock and may
/// make, change and dispose timers, themselves included, and move the time further. A timer that is due at once waits for the next movement;
/// <c>Advance(TimeSpan.Zero)</c> is one.
/// </para>
/// <para>Reading the time and making, changing and disposing timers is safe from any thread; only one thread at a time may move the time.</para>
/// </remarks>
public sealed partial class ManualTimeProvider : TimeProvider, IManualTime
{
    // What TimeProvider.System accepts; a longer wait must fail here as it would there.
    private const long MaxTimerMilliseconds = uint.MaxValue - 1;

    private readonly Lock _gate = new();
    private readonly TimerQueue _timers = new();
    private readonly DateTimeOffset _start;
    private long _now;
    private long _wallJump;

    /// <summary>Time that starts at 2026-01-01 00:00 UTC.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Time that starts at an instant.</summary>
    /// <param name="start">The instant.</param>
    public ManualTimeProvider(DateTimeOffset start) => _start = start.ToUniversalTime();

    /// <summary>Ten million a second: a timestamp counts the ticks of a <see cref="TimeSpan"/>, and starts at 0.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>UTC, so that no test depends on where it runs.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How far the time has moved since the start, without <see cref="JumpWallClock"/>.</summary>
    public TimeSpan Elapsed => new(Volatile.Read(ref _now));

    /// <summary>How many timers are armed.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_gate) return _timers.Count;
        }
    }

    /// <summary>How long until the next timer fires: zero for one that is due, null when none is armed.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            lock (_gate) return _timers.TryPeek(out long due) ? new TimeSpan(Math.Max(0, due - _now)) : null;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref _now);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start.AddTicks(Volatile.Read(ref _now) + Volatile.Read(ref _wallJump));

    /// <summary>Sets the wall clock forward or back, as an operator or a time server does: timestamps and timers do not notice.</summary>
    /// <param name="by">How far; negative for back.</param>
    /// <exception cref="ArgumentOutOfRangeException">The wall clock would leave the years 1 to 9999.</exception>
    public void JumpWallClock(TimeSpan by)
    {
        lock (_gate)
        {
            _ = GetUtcNow().Add(by);
            _wallJump += by.Ticks;
        }
    }

    /// <summary>A timer on this time.</summary>
    /// <param name="callback">Called on the thread that moves the time, with the execution context of the caller of this method. What it throws leaves <see cref="Advance"/>.</param>
    /// <param name="state">Passed to the callback; may be null.</param>
    /// <param name="dueTime">Until the first call: zero to 4,294,967,294 ms, or infinite for a timer that is not armed.</param>
    /// <param name="period">Between further calls, in the same range; zero or infinite for a timer that fires once.</param>
    /// <returns>The timer. Its <see cref="ITimer.Change"/> returns false once it is disposed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A time is outside the range, which is that of <see cref="TimeProvider.System"/>.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        Change(timer, dueTime, period);
        return timer;
    }

    internal bool Change(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        lock (_gate)
        {
            if (timer.Disposed) return false;
            timer.Period = Math.Max(0, period.Ticks);
            if (dueTime == Timeout.InfiniteTimeSpan) _timers.Disarm(timer);
            else _timers.Arm(timer, _now + dueTime.Ticks);
            return true;
        }
    }

    internal void Remove(ManualTimer timer)
    {
        lock (_gate)
        {
            timer.Disposed = true;
            _timers.Disarm(timer);
        }
    }

    private static void Check(TimeSpan time, string name)
    {
        if (time == Timeout.InfiniteTimeSpan || (time >= TimeSpan.Zero && time.TotalMilliseconds <= MaxTimerMilliseconds)) return;
        throw new ArgumentOutOfRangeException(name, time, string.Create(CultureInfo.InvariantCulture, $"A timer takes zero to {MaxTimerMilliseconds} ms, or infinite."));
    }
}
