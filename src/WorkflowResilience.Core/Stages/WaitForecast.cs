namespace WorkflowResilience;

/// <summary>The wait before an attempt, and all waits up to it.</summary>
/// <param name="Attempt">The attempt that the wait comes before, from 2.</param>
/// <param name="Earliest">The shortest wait.</param>
/// <param name="Latest">The longest wait.</param>
/// <param name="Average">The mean of the wait; null when only code knows it.</param>
/// <param name="EarliestTotal">The shortest waits together.</param>
/// <param name="LatestTotal">The longest waits together.</param>
/// <param name="AverageTotal">The means together.</param>
internal readonly record struct WaitForecast(
    int Attempt, TimeSpan Earliest, TimeSpan Latest, TimeSpan? Average, TimeSpan EarliestTotal, TimeSpan LatestTotal, TimeSpan? AverageTotal)
{
    /// <summary>The waits before attempts 2, 3 … of a policy's own schedule.</summary>
    internal static WaitForecast[] Of(BackoffSchedule schedule, int attempts) => Of([schedule], attempts);

    /// <summary>The same when any of several schedules may give any of the waits. The average is that of the first.</summary>
    internal static WaitForecast[] Of(BackoffSchedule[] schedules, int attempts)
    {
        var rows = new WaitForecast[Math.Max(0, attempts - 1)];
        WaitForecast last = new(1, default, default, TimeSpan.Zero, default, default, TimeSpan.Zero);
        for (int i = 0; i < rows.Length; i++)
        {
            TimeSpan earliest = schedules.Min(s => Bound(s, i + 1, last.Earliest, upper: false));
            TimeSpan latest = schedules.Max(s => Bound(s, i + 1, last.Latest, upper: true));
            TimeSpan? average = Mean(schedules[0], i + 1, last.Average);
            last = rows[i] = new(i + 2, earliest, latest, average, last.EarliestTotal + earliest, last.LatestTotal + latest, last.AverageTotal + average);
        }

        return rows;
    }

    // Every wait grows with the draw and with the wait before, so the ends of both give the ends of the range. What code does with them is not known.
    private static TimeSpan Bound(BackoffSchedule schedule, int attempt, TimeSpan previous, bool upper) => schedule is BackoffSchedule.CustomBackoff
        ? (upper ? schedule.Max : TimeSpan.Zero)
        : schedule.Delay(attempt, previous, upper ? 1 : 0);

    // Every draw is even over its range, so the middle draw gives the mean; for a decorrelated wait that is exact until the cap is reached and slightly high there.
    private static TimeSpan? Mean(BackoffSchedule schedule, int attempt, TimeSpan? previous) =>
        schedule is BackoffSchedule.CustomBackoff || previous is null ? null : schedule.Delay(attempt, previous.Value, 0.5);
}
