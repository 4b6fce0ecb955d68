namespace WorkflowResilience;

/// <summary>How long an execution under a valid policy may wait and last.</summary>
internal sealed class PolicyForecast
{
    internal PolicyForecast(StagePolicy policy)
    {
        Waits = WaitForecast.Of(policy.Backoff, policy.MaxAttempts);
        BackoffSchedule[] all = [policy.Backoff, .. policy.Conditions.Where(c => c.Decision == RetryDecision.Retry).Select(c => c.Backoff).OfType<BackoffSchedule>()];
        AnyWaits = WaitForecast.Of(all, policy.MaxAttempts);
        LongestWaits = AnyWaits.Length == 0 ? TimeSpan.Zero : AnyWaits[^1].LatestTotal;
        TimeSpan longestServerWait = policy.MaxServerDelay + Min(TimeSpan.FromSeconds(1), policy.MaxServerDelay / 10);
        TimeSpan serverWaits = AnyWaits.Aggregate(TimeSpan.Zero, (sum, row) => sum + Max(row.Latest, longestServerWait));
        HedgeTime = OfHedges(policy);
        FullAttempts = policy.AttemptTimeout * policy.MaxAttempts;
        Worst = Bounded(policy, LongestWaits);
        WorstWithServer = Bounded(policy, serverWaits);
        TotalDecides = policy.TotalTimeout + policy.AbandonGrace <= (Unbounded(policy, LongestWaits) ?? TimeSpan.MaxValue);
        AverageWaits = Waits.Length == 0 ? TimeSpan.Zero : Waits[^1].AverageTotal;
        Expected = Min(FullAttempts + AverageWaits, policy.TotalTimeout);
    }

    /// <summary>The waits of the policy's own schedule.</summary>
    internal WaitForecast[] Waits { get; }

    /// <summary>The waits when also conditions' own schedules may give them.</summary>
    internal WaitForecast[] AnyWaits { get; }

    /// <summary>The longest waits together.</summary>
    internal TimeSpan LongestWaits { get; }

    /// <summary>The average waits together; null when only code knows them.</summary>
    internal TimeSpan? AverageWaits { get; }

    /// <summary>All attempts at their full time; null without a limit.</summary>
    internal TimeSpan? FullAttempts { get; }

    /// <summary>How much longer hedges may make one attempt; zero without hedging, null without a limit.</summary>
    internal TimeSpan? HedgeTime { get; }

    /// <summary>When the caller is released at the latest, no server having asked for a wait; null when there is no limit.</summary>
    internal TimeSpan? Worst { get; }

    /// <summary>The same when servers ask for the longest waits that are kept.</summary>
    internal TimeSpan? WorstWithServer { get; }

    /// <summary>Whether it is the total timeout that limits the worst case.</summary>
    internal bool TotalDecides { get; }

    /// <summary>Full attempts and average waits, within the total timeout; null when one of them is not known.</summary>
    internal TimeSpan? Expected { get; }

    private static TimeSpan? Bounded(StagePolicy policy, TimeSpan waits)
    {
        if (policy.AbandonGrace == Timeout.InfiniteTimeSpan) return null;
        return Unbounded(policy, waits) is { } sum ? Min(sum, policy.TotalTimeout + policy.AbandonGrace) : policy.TotalTimeout + policy.AbandonGrace;
    }

    // A delegate may use the grace after each attempt's deadline and still be tried again.
    private static TimeSpan? Unbounded(StagePolicy policy, TimeSpan waits) => ((policy.AttemptTimeout + OfHedges(policy) + policy.AbandonGrace) * policy.MaxAttempts) + waits;

    // A hedge begins while an earlier call is not over: after its delay, or at the end of the earlier call's time and grace at the latest. A delay that the stage's own calls give is never longer than their time.
    private static TimeSpan? OfHedges(StagePolicy policy) => policy.Hedging is { } hedging
        ? Min(hedging.Delay ?? policy.AttemptTimeout, policy.AttemptTimeout + policy.AbandonGrace) * hedging.MaxHedges
        : TimeSpan.Zero;

    private static TimeSpan? Min(TimeSpan? value, TimeSpan? limit) => value > limit ? limit : value;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
