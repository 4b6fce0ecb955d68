using System.Globalization;
using static WorkflowResilience.PolicyWords;

namespace WorkflowResilience;

/// <summary>What a valid policy says that its author may not have meant.</summary>
internal static class PolicyWarnings
{
    internal static IReadOnlyList<string> Of(StagePolicy policy, PolicyForecast forecast) =>
    [
        .. NoLimit(policy),
        .. policy.MaxAttempts > 1 ? OfRetries(policy, forecast) : [],
        .. OfConditions(policy),
        .. policy.Hedging?.Delay >= policy.AttemptTimeout
            ? [$"Hedging.Delay ({Duration(policy.Hedging!.Delay!.Value)}) is not below AttemptTimeout ({Duration(policy.AttemptTimeout.Value)}): a hedge begins only when the first call has been given up."]
            : (string[])[],
    ];

    private static IEnumerable<string> NoLimit(StagePolicy policy)
    {
        if (policy is { AttemptTimeout: null, TotalTimeout: null })
            yield return "Nothing limits its time: a delegate that hangs is never ended. Set AttemptTimeout or TotalTimeout.";
        if (policy.AbandonGrace == Timeout.InfiniteTimeSpan)
            yield return "AbandonGrace is infinite: a delegate that ignores its cancellation holds the caller for ever.";
    }

    private static IEnumerable<string> OfRetries(StagePolicy policy, PolicyForecast forecast)
    {
        if (policy.UnknownFailures == UnknownFailures.Stop && policy.Conditions.All(c => c.Decision == RetryDecision.Stop))
            yield return $"MaxAttempts is {Number(policy.MaxAttempts)}, but nothing is ever retried: no condition retries, and what no condition matches stops.";
        foreach (string warning in policy.RetryEvidence is { } evidence ? OfEvidence(evidence, policy) : []) yield return warning;
        if (policy.TotalTimeout is { } total && OfTotal(policy, forecast, total) is { } tooLong) yield return tooLong;
        if (policy.MaxServerDelay > policy.TotalTimeout)
            yield return $"MaxServerDelay ({Duration(policy.MaxServerDelay)}) exceeds TotalTimeout ({Duration(policy.TotalTimeout.Value)}): a server's wait is kept only as far as the remaining time permits.";
        if (OfWaits(policy.Backoff, forecast) is { } waits) yield return waits;
        if (First(policy.Backoff) is { } first && first.Wait > policy.Backoff.Max)
            yield return $"Backoff.{first.Member} ({Duration(first.Wait)}) exceeds Backoff.Max ({Duration(policy.Backoff.Max)}): every wait is cut to the latter.";
        if (policy.CircuitBreaker?.ConsecutiveFailures < policy.MaxAttempts)
            yield return $"The circuit opens after {Count(policy.CircuitBreaker.ConsecutiveFailures.Value, "failure")} in a row, before the {Number(policy.MaxAttempts)} attempts of one execution are used.";
        if (policy.RetryBudget is null)
            yield return $"There is no retry budget: while the target is down, it gets up to {Number(policy.MaxAttempts)} times the calls.";
        else if (policy.RetryBudget.DepositPerSuccess == 0)
            yield return $"The retry budget is never refilled: after {Retries((int)(policy.RetryBudget.Initial / policy.RetryBudget.Cost))} there is none, as long as the process lives.";
        if (policy.Effect == StageEffect.NotIdempotent && policy.Conditions.FirstOrDefault(MatchesTimeouts) is { Decision: RetryDecision.Retry })
            yield return "Timeouts are among what is retried, but the stage is not idempotent: after one it stops with 'unknown-outcome'.";
    }

    private static IEnumerable<string> OfEvidence(RetryEvidencePolicy evidence, StagePolicy policy)
    {
        if (evidence is { MinimumSuccess: > 0, ExplorationFloor: 0 })
            yield return $"RetryEvidence.ExplorationFloor is 0: a retry that evidence refuses is not made again until its evidence is forgotten (HalfLife is {Duration(evidence.HalfLife)}).";
        if (evidence.UnknownExploration > 0 && policy.UnknownFailures != UnknownFailures.FollowVerdict)
            yield return "RetryEvidence.UnknownExploration explores nothing: UnknownFailures is not FollowVerdict.";
    }

    private static string? OfTotal(StagePolicy policy, PolicyForecast forecast, TimeSpan total)
    {
        foreach (WaitForecast row in forecast.AnyWaits)
        {
            if (row.EarliestTotal + policy.MinimumAttemptTime >= total)
                return $"Attempt {Number(row.Attempt)} can never begin: the waits before it take at least {About(row.EarliestTotal)}, and TotalTimeout is {Duration(total)}.";
        }

        if (policy.AttemptTimeout is not { } full) return null;
        foreach (WaitForecast row in forecast.AnyWaits)
        {
            if (((row.Attempt - 1) * full) + row.LatestTotal + policy.MinimumAttemptTime >= total)
                return $"When attempts take their full {Duration(full)}, attempt {Number(row.Attempt)} never begins: those before it and the longest waits fill TotalTimeout ({Duration(total)}).";
        }

        TimeSpan sum = forecast.FullAttempts!.Value + forecast.LongestWaits;
        return sum > total
            ? $"When attempts take their full {Duration(full)}, TotalTimeout ({Duration(total)}) cuts the last one short: all of them and the longest waits need {About(sum)}."
            : null;
    }

    private static string? OfWaits(BackoffSchedule schedule, PolicyForecast forecast)
    {
        if (schedule is BackoffSchedule.CustomBackoff) return null;
        if (forecast.Waits[^1].LatestTotal == TimeSpan.Zero) return "There are no waits: a target in trouble gets no time to recover.";
        return schedule is not BackoffSchedule.DecorrelatedBackoff && schedule.Jitter is Jitter.NoJitter
            ? "Waits have no jitter: executions that fail together come back together."
            : null;
    }

    private static IEnumerable<string> OfConditions(StagePolicy policy)
    {
        foreach (int i in ShadowedConditions.In(policy.Conditions))
            yield return string.Create(CultureInfo.InvariantCulture, $"Conditions[{i}] ({Condition(policy.Conditions[i])}) never decides: those before it match all that it matches.");
        for (int i = 0; i < policy.Conditions.Count; i++)
        {
            if (policy.Conditions[i] is { Decision: RetryDecision.Stop, Backoff: not null })
                yield return string.Create(CultureInfo.InvariantCulture, $"Conditions[{i}] stops, so its Backoff is never used.");
        }

        if (policy.UnknownFailures == UnknownFailures.FollowVerdict && policy.Conditions.Any(c => c is RetryCondition.AnyCondition))
            yield return "UnknownFailures never decides: a condition matches any failure.";
    }

    private static bool MatchesTimeouts(RetryCondition condition) =>
        condition is RetryCondition.AnyCondition || (condition is RetryCondition.KindCondition kinds && kinds.Kinds.Contains(FailureKind.Timeout));

    private static (string Member, TimeSpan Wait)? First(BackoffSchedule schedule) => schedule switch
    {
        BackoffSchedule.FixedBackoff s => (nameof(s.Interval), s.Interval),
        BackoffSchedule.LinearBackoff s => (nameof(s.Increment), s.Increment),
        BackoffSchedule.ExponentialBackoff s => (nameof(s.Initial), s.Initial),
        BackoffSchedule.FibonacciBackoff s => (nameof(s.Unit), s.Unit),
        BackoffSchedule.DecorrelatedBackoff s => (nameof(s.Initial), s.Initial),
        _ => null,
    };
}
