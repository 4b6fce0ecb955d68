using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>What retries may cost one run in all. First calls are never refused by them.</summary>
public sealed record RunLimits
{
    /// <summary>The defaults: 10 retries, none that would start later than an hour after the run.</summary>
    public static RunLimits Default { get; } = new();

    /// <summary>Retries that may start in the run, over all its stages. From 0 to 100,000. Default 10.</summary>
    public int MaxRetries { get; init; } = 10;

    /// <summary>How long after the run's start a retry may still start. From 0 to 30 days. Default 1 h.</summary>
    public TimeSpan MaxRetryTime { get; init; } = TimeSpan.FromHours(1);

    internal IEnumerable<string> Problems(string path)
    {
        if (MaxRetries is < 0 or > 100_000) yield return string.Create(CultureInfo.InvariantCulture, $"{path}.MaxRetries is {MaxRetries}; it must be from 0 (no retries) to 100000.");
        if (MaxRetryTime < TimeSpan.Zero || MaxRetryTime > TimeSpan.FromDays(30)) yield return $"{path}.MaxRetryTime is {DurationText.Format(MaxRetryTime)}; it must be from 0s to 30d.";
    }
}
