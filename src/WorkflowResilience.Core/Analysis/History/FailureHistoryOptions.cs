using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience.Analysis;

/// <summary>How much a <see cref="FailureHistory"/> remembers, and when a failure counts as rising.</summary>
/// <remarks>Immutable. Values are checked where they are used, all at once.</remarks>
public sealed record FailureHistoryOptions
{
    /// <summary>
    /// The memory that a history may take in all, in bytes, its tables included. From 100,000 to 1,000,000,000. Default 10,000,000, which is about 13,000 different
    /// failures that happened once.
    /// </summary>
    public long MaxBytes { get; init; } = 10_000_000;

    /// <summary>How many of the last occurrences of each failure are kept. From 1 to 64. Default 16.</summary>
    public int MaxOccurrences { get; init; } = 16;

    /// <summary>A failure that has not come for this long is forgotten. From 1 h to 365 days. Default 30 days.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// The window that says whether a rise goes on: it holds this time and at most a fifth of it more. From 10 s to <see cref="LongWindow"/>. Default 5 min.
    /// </summary>
    public TimeSpan ShortWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The window that says whether there is a rise. For a failure that comes less than four times in it, 24 of them together say that. What it is compared with is what was
    /// before, its weight falling to 1/e in 168 of them. From 1 min to 7 days. Default 1 h.
    /// </summary>
    public TimeSpan LongWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How much of the past, apart from the present windows, must be known before anything counts as rising. From 0 to 30 days. Default 1 h.</summary>
    public TimeSpan LearningTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many failures a window must hold at least to be a rise. From 2 to 1,000,000. Default 5.</summary>
    public int RisingCount { get; init; } = 5;

    /// <summary>How many times as often as before a failure must come at least to be rising. From 1.5 to 1,000. Default 3.</summary>
    public double RisingRatio { get; init; } = 3;

    /// <summary>Checks every value.</summary>
    /// <param name="path">The member that holds these options, as messages name it.</param>
    /// <returns>One message for each bad value.</returns>
    internal IEnumerable<string> Problems(string path)
    {
        if (MaxBytes is < 100_000 or > 1_000_000_000) yield return Text($"{path}.MaxBytes is {MaxBytes}; it must be from 100000 to 1000000000.");
        if (MaxOccurrences is < 1 or > 64) yield return Text($"{path}.MaxOccurrences is {MaxOccurrences}; it must be from 1 to 64.");
        if (MaxAge < TimeSpan.FromHours(1) || MaxAge > TimeSpan.FromDays(365)) yield return $"{path}.MaxAge is {DurationText.Format(MaxAge)}; it must be from 1h to 365d.";
        if (LongWindow < TimeSpan.FromMinutes(1) || LongWindow > TimeSpan.FromDays(7)) yield return $"{path}.LongWindow is {DurationText.Format(LongWindow)}; it must be from 1m to 7d.";
        if (ShortWindow < TimeSpan.FromSeconds(10) || ShortWindow > LongWindow)
            yield return $"{path}.ShortWindow is {DurationText.Format(ShortWindow)}; it must be from 10s to LongWindow, which is {DurationText.Format(LongWindow)}.";
        if (LearningTime < TimeSpan.Zero || LearningTime > TimeSpan.FromDays(30)) yield return $"{path}.LearningTime is {DurationText.Format(LearningTime)}; it must be from 0s to 30d.";
        if (RisingCount is < 2 or > 1_000_000) yield return Text($"{path}.RisingCount is {RisingCount}; it must be from 2 to 1000000.");
        if (RisingRatio is not (>= 1.5 and <= 1000)) yield return Text($"{path}.RisingRatio is {RisingRatio}; it must be from 1.5 to 1000.");
    }

    internal FrequencyPlan ToPlan() => new(ShortWindow, LongWindow, LearningTime, RisingCount, RisingRatio);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
