using System.Globalization;

namespace WorkflowResilience;

/// <summary>Durations as people read them: two units at most, the same in every culture.</summary>
internal static class DurationText
{
    internal static string Of(TimeSpan duration)
    {
        if (duration < TimeSpan.Zero) return duration == TimeSpan.MinValue ? "-" + Of(TimeSpan.MaxValue) : "-" + Of(-duration);
        if (duration == TimeSpan.Zero) return "0 s";
        if (duration < TimeSpan.FromSeconds(1)) return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.##} ms");
        if (duration < TimeSpan.FromMinutes(1)) return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(duration.TotalSeconds * 100) / 100:0.##} s");
        if (duration < TimeSpan.FromHours(1)) return Two((long)duration.TotalMinutes, "min", duration.Seconds, "s");
        return duration < TimeSpan.FromDays(1) ? Two((long)duration.TotalHours, "h", duration.Minutes, "min") : Two((long)duration.TotalDays, "d", duration.Hours, "h");
    }

    private static string Two(long large, string largeUnit, int small, string smallUnit) => small == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{large} {largeUnit}")
        : string.Create(CultureInfo.InvariantCulture, $"{large} {largeUnit} {small} {smallUnit}");
}
