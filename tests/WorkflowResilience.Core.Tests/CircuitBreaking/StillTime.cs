namespace WorkflowResilience.Tests.CircuitBreaking;

/// <summary>Time that stands where it is put, in ticks of 100 ns; its wall clock is years off and runs backwards.</summary>
internal sealed class StillTime : TimeProvider
{
    private long _now;

    internal long Now
    {
        get => Volatile.Read(ref _now);
        set => Volatile.Write(ref _now, value);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(100).AddTicks(-2 * Now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new InvalidOperationException("A breaker needs no timer.");
}
