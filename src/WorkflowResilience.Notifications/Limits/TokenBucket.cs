namespace WorkflowResilience.Notifications;

/// <summary>
/// Tokens that are taken one a message and come back with time, never more than the burst. Some are reserved for critical messages: ordinary ones leave them. Pure; fed with a
/// time that only goes forward (one that steps back counts as no time).
/// </summary>
internal sealed class TokenBucket
{
    private readonly double _capacity;
    private readonly double _perTick;
    private readonly double _reserve;
    private double _tokens;
    private DateTimeOffset _refilled;

    /// <param name="rate">How many in what time, and how many at once.</param>
    /// <param name="now">The time: the bucket begins full.</param>
    internal TokenBucket(ChannelRate rate, DateTimeOffset now)
    {
        _capacity = rate.Burst;
        _perTick = (double)rate.Messages / rate.Period.Ticks;

        // A third, so that a burst of ordinary messages never keeps a critical one waiting; with a burst of one there is nothing to reserve.
        _reserve = Math.Floor(rate.Burst / 3.0);
        _tokens = _capacity;
        _refilled = now;
    }

    /// <summary>Takes a token if there is one.</summary>
    internal bool TryTake(DateTimeOffset now, bool isCritical)
    {
        Refill(now);
        if (_tokens + 1e-9 < Needed(isCritical)) return false;
        _tokens -= 1;
        return true;
    }

    /// <summary>When there will be a token; <paramref name="now"/> when there is one.</summary>
    internal DateTimeOffset NextAt(DateTimeOffset now, bool isCritical)
    {
        Refill(now);
        double missing = Needed(isCritical) - _tokens;
        return missing <= 1e-9 ? now : now + TimeSpan.FromTicks((long)Math.Ceiling(missing / _perTick));
    }

    private double Needed(bool isCritical) => isCritical ? 1 : 1 + _reserve;

    private void Refill(DateTimeOffset now)
    {
        if (now <= _refilled) return;
        _tokens = Math.Min(_capacity, _tokens + ((now - _refilled).Ticks * _perTick));
        _refilled = now;
    }
}
