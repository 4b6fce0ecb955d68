namespace WorkflowResilience.Analysis;

/// <summary>How many failures may be looked at in full: a bucket that holds one second's worth and fills in one second. Not thread-safe; fed with time.</summary>
/// <param name="ticksPerSecond">Timestamp ticks in a second.</param>
internal sealed class AnalysisRate(long ticksPerSecond)
{
    private double _tokens = double.MaxValue;
    private long _filled;

    /// <summary>Whether one more may be looked at in full now.</summary>
    /// <param name="now">The time, in timestamp ticks.</param>
    /// <param name="perSecond">The rate in force; another one than last time is followed at once.</param>
    internal bool TryTake(long now, int perSecond)
    {
        double earned = Math.Max(0, now - _filled) * (double)perSecond / ticksPerSecond;
        _tokens = Math.Min(perSecond, _tokens + earned);
        _filled = Math.Max(now, _filled);
        if (_tokens < 1) return false;
        _tokens--;
        return true;
    }
}
