namespace WorkflowResilience;

public sealed partial class StageExecutor
{
    /// <summary>Whether another attempt follows a failed one, and after what wait. The first obstacle found is the reason for the end.</summary>
    private Judgement Decide(StageRuntime runtime, ref ExecutionLedger ledger, in Assessment assessment, bool mayRepeat, long deadline)
    {
        (AttemptOutcome ended, FailureFacts facts, RetryCondition? matched, long now) = assessment;
        StagePolicy policy = runtime.Policy;
        bool byTimer = ended is AttemptOutcome.TimedOut or AttemptOutcome.Abandoned || facts.AfterTimeout;
        if (byTimer && policy.Effect == StageEffect.NotIdempotent) return Judgement.Stop(StageReason.UnknownOutcome, WithRealError(ledger, facts));
        if (ended == AttemptOutcome.Abandoned && policy.Effect != StageEffect.Idempotent) return Judgement.Stop(StageReason.Abandoned, WithRealError(ledger, facts));
        if (ended is AttemptOutcome.TimedOut or AttemptOutcome.Abandoned && deadline == ledger.TotalDeadline)
            return Judgement.Stop(StageReason.TotalTimeout, WithRealError(ledger, facts));
        if (facts.Nested && !policy.RetryNested) return Judgement.Stop(StageReason.NestedFailure, facts);

        bool timedOut = ended is AttemptOutcome.TimedOut or AttemptOutcome.Abandoned;
        if (matched is { Decision: RetryDecision.Stop }) return Judgement.Stop(timedOut ? StageReason.AttemptTimeout : StageReason.StopCondition, facts, obstacle: new(0, Array.IndexOf(runtime.Conditions, matched) + 1));
        StageReason unknown = matched is null ? UnknownReason(policy, facts.Verdict) : StageReason.None;
        EvidenceAnswer answer = EvidenceAnswer.Nothing;
        Obstacle seen = default;
        if (mayRepeat && ledger.Attempt < policy.MaxAttempts && MayWeigh(policy, unknown)) answer = Weigh(policy, ref ledger, facts, retries: unknown == StageReason.None, out seen);
        Judgement judgement = unknown != StageReason.None && answer == EvidenceAnswer.Nothing ? Judgement.Stop(timedOut ? StageReason.AttemptTimeout : unknown, facts)
            : ledger.Attempt >= policy.MaxAttempts ? Judgement.Stop(timedOut && policy.MaxAttempts == 1 ? StageReason.AttemptTimeout : StageReason.AttemptsExhausted, facts)
            : !mayRepeat ? Judgement.Stop(StageReason.NotRepeatable, facts)
            : answer == EvidenceAnswer.Refuse ? Judgement.Stop(StageReason.EvidenceAgainst, facts, obstacle: seen)
            : Schedule(runtime, ref ledger, facts, matched?.Backoff ?? policy.Backoff, now);
        return judgement with { DecidedBy = Name(answer) ?? facts.Reading?.DecidedBy };
    }

    /// <summary>Why a failure stops that no condition matches; none when it is retried.</summary>
    private static StageReason UnknownReason(StagePolicy policy, FailureVerdict verdict) =>
        policy.UnknownFailures != UnknownFailures.FollowVerdict ? StageReason.UnknownFailure
        : verdict == FailureVerdict.Transient ? StageReason.None
        : verdict == FailureVerdict.Permanent ? StageReason.PermanentVerdict
        : StageReason.UnknownFailure;

    private Judgement Schedule(StageRuntime runtime, ref ExecutionLedger ledger, in FailureFacts facts, BackoffSchedule schedule, long now)
    {
        ulong number = Number(ref ledger);
        TimeSpan backoff = Backoff(schedule, ledger.Attempt, ledger.PreviousWait, Draw.Unit(_runner.Seed, number, _stageNumber, ledger.Attempt, Draw.Backoff));
        TimeSpan wait = backoff;
        long remaining = ledger.TotalDeadline == long.MaxValue ? long.MaxValue : ledger.TotalDeadline - now;
        if (facts.ServerDelay is { } asked)
        {
            if (asked > runtime.Policy.MaxServerDelay || _clock.Ticks(asked) >= remaining) return Judgement.Stop(StageReason.ServerDelayTooLong, facts, asked, new(0, asked.TotalSeconds));

            // Never before the server's time, and not all at its end together: up to a tenth later, at most a second.
            TimeSpan longer = asked > backoff ? asked : backoff;
            double spread = Math.Min(TimeSpan.TicksPerSecond, longer.Ticks * 0.1) * Draw.Unit(_runner.Seed, number, _stageNumber, ledger.Attempt, Draw.ServerDelay);
            wait = longer + TimeSpan.FromTicks((long)spread);
        }

        if (remaining != long.MaxValue)
        {
            long left = remaining - _clock.Ticks(wait);
            if (left <= 0 || left < runtime.MinimumAttemptTicks)
                return Judgement.Stop(StageReason.DeadlineTooClose, WithRealError(ledger, facts), obstacle: new(Seconds(remaining), wait.TotalSeconds + runtime.Policy.MinimumAttemptTime.TotalSeconds));
        }

        if (ledger.Run is { } run)
        {
            StageReason limit = run.TryTakeRetry(now + _clock.Ticks(wait));
            if (limit != StageReason.None) return Judgement.Stop(limit, facts, obstacle: run.Limit(limit));
            ledger.TookRunRetry = true;
        }

        if (runtime.Budget is { } budget)
        {
            if (!budget.TryTake(out double held))
            {
                GiveBack(runtime, ref ledger);
                return Judgement.Stop(StageReason.RetryBudgetExhausted, facts, obstacle: new(held, runtime.Policy.RetryBudget!.Cost));
            }

            ledger.TookBudget = true;
        }

        ledger.PreviousWait = backoff;
        return new Judgement { Retries = true, Wait = wait, Facts = facts };
    }

    // What an earlier attempt really met says more than that a later one was cut off.
    private static FailureFacts WithRealError(in ExecutionLedger ledger, in FailureFacts facts) => facts with { Exception = ledger.LastRealError ?? facts.Exception };

    private TimeSpan Backoff(BackoffSchedule schedule, int attempt, TimeSpan previous, double u)
    {
        try
        {
            return schedule.Delay(attempt, previous, u);
        }
        catch (Exception e)
        {
            _hub.Report(e);
            return TimeSpan.Zero;
        }
    }

    private double Seconds(long ticks) => Span(ticks).TotalSeconds;

    /// <summary>Returns what a retry took that did not start after all. The execution ends after it.</summary>
    private static void GiveBack(StageRuntime runtime, ref ExecutionLedger ledger)
    {
        if (ledger.TookBudget) runtime.Budget!.GiveBack();
        if (ledger.TookRunRetry) ledger.Run!.GiveBackRetry();
    }

    /// <summary>The number that an execution's draws and identity are made from: the run's, or one of its own outside runs.</summary>
    private ulong Number(ref ExecutionLedger ledger)
    {
        if (ledger.HasNumber) return ledger.Number;
        ledger.HasNumber = true;
        return ledger.Number = ledger.Run is { } run ? run.Number + (ulong)ledger.Occurrence : _runner.NextExecution();
    }

    internal ulong Identity(ulong number) => Draw.Bits(_runner.Seed, number, _stageNumber, 0, Draw.Identity);
}
