namespace WorkflowResilience.Time;

/// <summary>A time provider with its arithmetic: every duration inside the library is a count of its timestamp ticks.</summary>
internal sealed class Clock
{
    private readonly double _ticksPerSpanTick;
    private readonly double _spanTicksPerTick;

    internal Clock(TimeProvider provider)
    {
        Provider = provider;
        _ticksPerSpanTick = (double)provider.TimestampFrequency / TimeSpan.TicksPerSecond;
        _spanTicksPerTick = (double)TimeSpan.TicksPerSecond / provider.TimestampFrequency;
    }

    internal TimeProvider Provider { get; }

    /// <summary>The monotonic time now.</summary>
    internal long Now => Provider.GetTimestamp();

    /// <summary>A duration in timestamp ticks; saturates.</summary>
    internal long Ticks(TimeSpan span)
    {
        double ticks = span.Ticks * _ticksPerSpanTick;
        return ticks >= long.MaxValue / 4 ? long.MaxValue / 4 : (long)ticks;
    }

    /// <summary>The duration that a count of timestamp ticks stands for, rounded up so that a wait never ends early.</summary>
    internal TimeSpan Span(long ticks) => TimeSpan.FromTicks((long)Math.Ceiling(ticks * _spanTicksPerTick));
}
