using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience;

public sealed partial record StagePolicy
{
    private const int MostAttempts = 1000;
    private const int MostKeys = 1_000_000;

    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>Checks every value, the nested ones and time-outs that contradict each other included.</summary>
    /// <returns>All problems, each with the member, the value and what to do; empty when there are none.</returns>
    public IReadOnlyList<string> Validate() =>
    [
        .. AttemptProblems(),
        .. Backoff is null ? [BackoffSchedule.Missing(nameof(Backoff))] : Backoff.Problems(nameof(Backoff)),
        .. DurationProblems(),
        .. Contradictions(),
        .. RetryCondition.Problems(nameof(Conditions), Conditions),
        .. Undefined(nameof(UnknownFailures), UnknownFailures),
        .. BreakerProblems(),
        .. RetryBudget?.Problems(nameof(RetryBudget)) ?? [],
        .. RetryEvidence?.Problems(nameof(RetryEvidence)) ?? [],
        .. Bulkhead?.Problems(nameof(Bulkhead)) ?? [],
        .. Hedging?.Problems(nameof(Hedging), Effect) ?? [],
        .. Throttle?.Problems(nameof(Throttle)) ?? [],
        .. KeyProblems(),
        .. Undefined(nameof(Effect), Effect),
    ];

    private IEnumerable<string> AttemptProblems()
    {
        if (MaxAttempts is < 1 or > MostAttempts)
            yield return string.Create(CultureInfo.InvariantCulture, $"MaxAttempts is {MaxAttempts}; it must be from 1 (no retry) to {MostAttempts}.");
    }

    private IEnumerable<string> KeyProblems()
    {
        if (MaxKeys is < 1 or > MostKeys)
            yield return string.Create(CultureInfo.InvariantCulture, $"MaxKeys is {MaxKeys}; it must be from 1 to {MostKeys}.");
    }

    private IEnumerable<string> DurationProblems()
    {
        string?[] problems =
        [
            AttemptTimeout is { } attempt ? Outside(nameof(AttemptTimeout), attempt, s_shortest, TimeSpan.FromDays(7), ", or null for no limit") : null,
            TotalTimeout is { } total ? Outside(nameof(TotalTimeout), total, s_shortest, TimeSpan.FromDays(30), ", or null for no limit") : null,
            AbandonGrace == Timeout.InfiniteTimeSpan ? null : Outside(nameof(AbandonGrace), AbandonGrace, TimeSpan.Zero, TimeSpan.FromDays(1), ", or infinite for ever"),
            Outside(nameof(MinimumAttemptTime), MinimumAttemptTime, TimeSpan.Zero, TimeSpan.FromDays(7)),
            Outside(nameof(MaxServerDelay), MaxServerDelay, TimeSpan.Zero, TimeSpan.FromDays(1)),
        ];
        return problems.OfType<string>();
    }

    // What is out of bounds by itself contradicts nothing: one mistake gives one message.
    private IEnumerable<string> Contradictions()
    {
        if (TotalTimeout is { } total && total > TimeSpan.Zero)
        {
            // The default gives way to a shorter total; only what somebody wrote can contradict it.
            if (AttemptTimeout > total && AttemptTimeout != s_defaultAttemptTimeout) yield return Exceeds(nameof(AttemptTimeout), AttemptTimeout.Value, nameof(TotalTimeout), total, "no attempt could take so long");
            if (MinimumAttemptTime > total) yield return Exceeds(nameof(MinimumAttemptTime), MinimumAttemptTime, nameof(TotalTimeout), total, "no retry could ever start");
        }

        if (AttemptTimeout is { } attempt && attempt > TimeSpan.Zero && MinimumAttemptTime > attempt)
            yield return Exceeds(nameof(MinimumAttemptTime), MinimumAttemptTime, nameof(AttemptTimeout), attempt, "no attempt could use so much");
    }

    // The breaker tells its own problems; the schedule and the conditions inside it are told as everywhere.
    private IEnumerable<string> BreakerProblems() => CircuitBreaker is null
        ? []
        : [
            .. CircuitBreaker.Problems(nameof(CircuitBreaker)),
            .. CircuitBreaker.OpenTime is null ? [BackoffSchedule.Missing("CircuitBreaker.OpenTime")] : CircuitBreaker.OpenTime.Problems("CircuitBreaker.OpenTime"),
            .. RetryCondition.Problems("CircuitBreaker.Ignore", CircuitBreaker.Ignore),
        ];

    private static string? Outside(string member, TimeSpan value, TimeSpan least, TimeSpan most, string otherwise = "") => value >= least && value <= most
        ? null
        : $"{member} is {DurationText.Format(value)}; it must be from {DurationText.Format(least)} to {DurationText.Format(most)}{otherwise}.";

    private static string Exceeds(string first, TimeSpan firstValue, string second, TimeSpan secondValue, string so) =>
        $"{first} ({DurationText.Format(firstValue)}) exceeds {second} ({DurationText.Format(secondValue)}); {so}: lower the first or raise the second.";

    private static IEnumerable<string> Undefined<T>(string member, T value)
        where T : struct, Enum => Enum.IsDefined(value) ? [] : [$"{member} is {value}; it must be {EnumText.Names<T>()}."];
}
