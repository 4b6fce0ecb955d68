namespace WorkflowResilience.Tests.Stages.Storms;

/// <summary>A server that answers one request after another in the order of arrival, also those whose client has long gone.</summary>
/// <param name="time">Moves its time.</param>
/// <param name="capacity">Requests a second while it is healthy.</param>
/// <param name="slowFrom">When it becomes slow.</param>
/// <param name="slowUntil">When it is healthy again.</param>
/// <param name="share">The share of its capacity that is left while it is slow.</param>
internal sealed class FifoServer(TimeProvider time, double capacity, TimeSpan slowFrom, TimeSpan slowUntil, double share)
{
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _free;

    internal int Requests { get; private set; }

    /// <summary>How long the next request's answer will take.</summary>
    internal TimeSpan Take()
    {
        Requests++;
        TimeSpan now = time.GetElapsedTime(_start);
        TimeSpan begins = _free > now ? _free : now;
        double rate = begins >= slowFrom && begins < slowUntil ? capacity * share : capacity;
        _free = begins + TimeSpan.FromSeconds(1 / rate);
        return _free - now;
    }
}
