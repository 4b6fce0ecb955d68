namespace WorkflowResilience.Tests.Time;

/// <summary>Time whose timers fire only when a test fires them, as late or as early as it likes: the machine at its worst.</summary>
internal sealed class HandTimeProvider : TimeProvider
{
    private long _now;

    internal List<HandTimer> Timers { get; } = [];

    /// <summary>Called at each reading of the time, before it is read.</summary>
    internal Action? OnReading { get; set; }

    internal long Now
    {
        get => Volatile.Read(ref _now);
        set => Volatile.Write(ref _now, value);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        OnReading?.Invoke();
        return Now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(callback, state) { Due = dueTime };
        Timers.Add(timer);
        return timer;
    }

    internal sealed class HandTimer(TimerCallback callback, object? state) : ITimer
    {
        internal TimeSpan Due { get; set; }

        internal bool Disposed { get; private set; }

        internal int Changes { get; private set; }

        internal Action? OnChange { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime;
            Changes++;
            OnChange?.Invoke();
            return !Disposed;
        }

        public void Dispose() => Disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        internal void Fire() => callback(state);
    }
}
