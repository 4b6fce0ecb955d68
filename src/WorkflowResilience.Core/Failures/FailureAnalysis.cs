using System.Globalization;
using WorkflowResilience.Analysis;
using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>How failures are looked at when they happen: what surrounds them is captured, their texts are quoted, and they are remembered.</summary>
/// <remarks>Only failures whose delegate was called are looked at, once each, when they are final: never successes, retried failures or refused calls.</remarks>
public sealed record FailureAnalysis
{
    /// <summary>Failures are looked at, for 50 ms at most.</summary>
    public static FailureAnalysis Default { get; } = new();

    /// <summary>Failures are not looked at: they carry their attempts and nothing of their surroundings.</summary>
    public static FailureAnalysis Off { get; } = new() { Enabled = false };

    /// <summary>Whether failures are looked at. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// The time that one failure may cost its stage. What has not begun by then is not done, and <see cref="StageFailure.AnalysisSkipped"/> says so. From 1 ms to 10 s.
    /// Default 50 ms. The time in which the runtime compiles the code that looks at failures, mostly once, at the first failure of a process, does not count; the first failure of a
    /// runner may take a second beside that, because it loads what the others use.
    /// </summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Failures a second that are looked at in full, over all stages of the runner. Beyond that, in a storm, a failure still gets its fingerprint and is counted, but its
    /// surroundings are not captured, and <see cref="StageFailure.AnalysisSkipped"/> says so. From 0 to 100,000. Default 100.
    /// </summary>
    public int MaxPerSecond { get; init; } = 100;

    /// <summary>How much is remembered of failures, and what counts as coming more often than usual. A reload does not change it.</summary>
    public FailureHistoryOptions History { get; init; } = new();

    /// <summary>How bad failures are. Default <see cref="SeverityTable.Default"/>.</summary>
    public SeverityTable Severities { get; init; } = SeverityTable.Default;

    internal IEnumerable<string> Problems(string path)
    {
        if (Budget < TimeSpan.FromMilliseconds(1) || Budget > TimeSpan.FromSeconds(10)) yield return $"{path}.Budget is {DurationText.Format(Budget)}; it must be from 1ms to 10s.";
        if (MaxPerSecond is < 0 or > 100_000) yield return string.Create(CultureInfo.InvariantCulture, $"{path}.MaxPerSecond is {MaxPerSecond}; it must be from 0 to 100000.");
        if (History is null) yield return $"{path}.History is null; leave it out for the defaults.";
        if (Severities is null) yield return $"{path}.Severities is null; leave it out for the defaults.";
        foreach (string problem in History?.Problems($"{path}.{nameof(History)}") ?? []) yield return problem;
    }
}
