using System.Collections.Immutable;

namespace WorkflowResilience.Notifications;

/// <summary>Times at which what matches is told to nobody: once, from one instant to another, or every week at certain hours. Immutable.</summary>
public sealed record MaintenanceWindow
{
    /// <summary>What it is called in the audit.</summary>
    public required string Name { get; init; }

    /// <summary>All of these must match; none (default): everything does.</summary>
    public IReadOnlyList<LabelMatcher> Matchers { get; init; } = [];

    /// <summary>When it begins, for one that is held once; null for weekly ones.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When it ends, for one that is held once; null for weekly ones.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The days on which it begins, for a weekly one; none (default) means every day.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    /// <summary>The time of day at which it begins, for a weekly one.</summary>
    public TimeOnly? Begins { get; init; }

    /// <summary>The time of day at which it ends; not after <see cref="Begins"/> means the next day. The same time means a whole day.</summary>
    public TimeOnly? Ends { get; init; }

    /// <summary>
    /// Whose clock the times of day are by, as an IANA name such as <c>Europe/Berlin</c>. Default UTC. At a time of day that daylight saving skips, a window begins when the
    /// skipped hour is over and ends an hour later; of one that comes twice, it begins at the first and ends at the second. So no window is shorter than it is written.
    /// </summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Whether it is on.</summary>
    /// <param name="now">The time.</param>
    /// <returns>Whether it is.</returns>
    public bool IsOn(DateTimeOffset now)
    {
        if (Begins is not { } begins || Ends is not { } ends) return now >= (From ?? DateTimeOffset.MinValue) && now < (To ?? DateTimeOffset.MaxValue) && (From ?? To) is not null;
        if (now < From || now >= To) return false;
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

        // It may have begun yesterday.
        for (int back = 0; back <= 1; back++)
        {
            DateOnly day = today.AddDays(-back);
            if (Days.Count > 0 && !Days.Contains(day.DayOfWeek)) continue;
            DateOnly last = ends > begins ? day : day.AddDays(1);
            if (now >= Instant(day.ToDateTime(begins), zone, isEnd: false) && now < Instant(last.ToDateTime(ends), zone, isEnd: true)) return true;
        }

        return false;
    }

    internal bool IsOn(ImmutableSortedDictionary<string, string> labels, DateTimeOffset now) => LabelMatcher.AllMatch(Matchers, labels) && IsOn(now);

    internal IEnumerable<string> Problems()
    {
        string where = $"The maintenance window '{Name}'";
        if (string.IsNullOrWhiteSpace(Name)) yield return "A maintenance window has no name; give it one.";
        if (Begins is null != Ends is null) yield return $"{where} has only one of Begins and Ends; give both.";
        if (Begins is null && From is null && To is null) yield return $"{where} says no time; give From and To, or Begins and Ends.";
        if (From >= To) yield return $"{where} ends before it begins.";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _)) yield return $"{where} has the time zone '{TimeZone}', which this system does not know; write an IANA name such as Europe/Berlin, or UTC.";
    }

    private static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone, bool isEnd)
    {
        if (zone.IsInvalidTime(local))
        {
            if (isEnd) local = local.AddHours(1);
            else local = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
            while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        }

        if (!zone.IsAmbiguousTime(local)) return new DateTimeOffset(local, zone.GetUtcOffset(local));
        TimeSpan[] offsets = zone.GetAmbiguousTimeOffsets(local);
        return new DateTimeOffset(local, isEnd ? offsets.Min() : offsets.Max());
    }
}
