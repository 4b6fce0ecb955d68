namespace WorkflowResilience.Notifications;

/// <summary>How many messages of a route went to a channel in the last hour and day: the times themselves, so that no edge of a window lets twice as many through.</summary>
internal sealed class RouteCap
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    private readonly List<DateTimeOffset> _times = [];

    internal bool IsIdle(DateTimeOffset now) => _times.Count == 0 || now - _times[^1] >= s_day;

    /// <summary>Why no more may go: <c>hourly-cap</c>, <c>daily-cap</c> or null when one may.</summary>
    internal string? Refusal(int? hourly, int? daily, DateTimeOffset now)
    {
        int old = 0;
        while (old < _times.Count && now - _times[old] >= s_day) old++;
        if (old > 0) _times.RemoveRange(0, old);
        if (_times.Count >= daily) return "daily-cap";
        if (hourly is not { } most) return null;
        int inHour = 0;
        for (int i = _times.Count - 1; i >= 0 && now - _times[i] < s_hour; i--) inHour++;
        return inHour >= most ? "hourly-cap" : null;
    }

    internal void Count(DateTimeOffset now) => _times.Add(now);

    internal void TakeBack(DateTimeOffset counted)
    {
        int at = _times.LastIndexOf(counted);
        if (at >= 0) _times.RemoveAt(at);
    }
}
