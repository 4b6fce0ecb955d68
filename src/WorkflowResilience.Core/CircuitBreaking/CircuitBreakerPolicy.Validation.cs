using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience;

public sealed partial record CircuitBreakerPolicy
{
    private static readonly TimeSpan ShortestSlowCall = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestSlowCall = TimeSpan.FromDays(7);
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    /// <summary>Checks every value but <see cref="OpenTime"/> and <see cref="Ignore"/>, whose own types are checked where all schedules and conditions are.</summary>
    /// <param name="path">The member that holds this policy, as messages name it.</param>
    /// <returns>One message for each bad value.</returns>
    internal IEnumerable<string> Problems(string path)
    {
        if (ConsecutiveFailures is null && FailureRatio is null && SlowCallRatio is null)
            yield return $"{path} has no trigger; set ConsecutiveFailures, FailureRatio or SlowCallRatio, or set {path} to null for no circuit breaker.";
        if (ConsecutiveFailures is < 1)
            yield return Text($"{path}.ConsecutiveFailures is {ConsecutiveFailures}; it must be at least 1, or null to be no trigger.");
        if (FailureRatio is not (null or (> 0 and <= 1)))
            yield return Text($"{path}.FailureRatio is {FailureRatio}; it must be above 0 and at most 1.");
        if (SlowCallRatio is not (null or (> 0 and <= 1)))
            yield return Text($"{path}.SlowCallRatio is {SlowCallRatio}; it must be above 0 and at most 1.");
        if (SlowCallDuration < ShortestSlowCall || SlowCallDuration > LongestSlowCall)
            yield return Text($"{path}.SlowCallDuration is {DurationText.Format(SlowCallDuration)}; it must be from 1ms to 7d.");
        if (Window < ShortestWindow || Window > LongestWindow)
            yield return Text($"{path}.Window is {DurationText.Format(Window)}; it must be from 100ms to 1d.");
        if (MinimumThroughput < 1)
            yield return Text($"{path}.MinimumThroughput is {MinimumThroughput}; it must be at least 1.");
        if (HalfOpenPermits is < 1 or > 1000)
            yield return Text($"{path}.HalfOpenPermits is {HalfOpenPermits}; it must be from 1 to 1000.");
        if (SuccessThreshold < 1)
            yield return Text($"{path}.SuccessThreshold is {SuccessThreshold}; it must be at least 1.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
