namespace WorkflowResilience;

public sealed partial class StageExecutor
{
    /// <summary>Says what became of an attempt, casts its vote, writes it down, and decides whether another follows.</summary>
    private Judgement Judge<T, TCall>(StageRuntime runtime, TCall call, ref Attempt<T> attempt, ref ExecutionLedger ledger, CancellationToken caller)
        where TCall : struct, IStageCall<T>
    {
        if (attempt.Phase == AttemptPhase.Rejected) return JudgeRejection(runtime, attempt, ref ledger);
        bool cancelled = caller.IsCancellationRequested;
        Assessment assessment = Assess<T, TCall>(runtime, ref attempt, ref ledger, caller);
        Learn(runtime, ref ledger, assessment.Ended, cancelled);
        if (assessment.Ended == AttemptOutcome.Succeeded) return default;
        AttemptOutcome ended = assessment.Ended;
        if (!cancelled && ended != AttemptOutcome.Cancelled) assessment = Read(runtime, ref ledger, assessment);
        Judgement judgement = ended is AttemptOutcome.Cancelled || cancelled
            ? Judgement.Stop(StageReason.Cancelled, assessment.Facts)
            : Decide(runtime, ref ledger, assessment, call.MayRepeat, attempt.Deadline);
        if (ended == AttemptOutcome.BadResult && (judgement.Retries || cancelled)) judgement = judgement with { DiscardsResult = true };
        Record(runtime, ref ledger, attempt, assessment, judgement);
        if (ended == AttemptOutcome.Abandoned) Abandon(runtime, ref attempt, ref ledger);

        // What was read is needed again only if this was the last attempt; it may be large, and waits may be long.
        if (!judgement.Retries) return judgement;
        if (runtime.Policy.RetryEvidence is not null) ledger.RetriedAfter = assessment.Facts.Reading?.Fingerprint?.Id;
        return judgement with { Facts = judgement.Facts with { Reading = null } };
    }

    /// <summary>Says what became of a call that is over, gives back what it held, and casts its vote. A success is written down here, a failure by who asks.</summary>
    private Assessment Assess<T, TCall>(StageRuntime runtime, ref Attempt<T> attempt, ref ExecutionLedger ledger, CancellationToken caller)
        where TCall : struct, IStageCall<T>
    {
        bool cancelled = caller.IsCancellationRequested;
        long fired = attempt.Phase == AttemptPhase.Abandoned ? 0 : EndSlot(attempt.Slot!);
        long now = _clock.Now;
        if (attempt.Phase != AttemptPhase.Abandoned) LeavePlaces(runtime, ref ledger);

        RetryCondition? matched = null;
        FailureFacts facts = default;
        AttemptOutcome ended = AttemptOutcome.Succeeded;
        switch (attempt.Phase)
        {
            case AttemptPhase.Returned when TCall.ReadsResults && TCall.TryReadFailure(attempt.Value!, _clock.Provider, out facts):
                ended = AttemptOutcome.BadResult;
                ledger.LastRealError = null;
                break;
            case AttemptPhase.Returned:
                matched = runtime.HasResultConditions ? MatchResult(runtime, attempt.Value!) : null;
                if (matched is null)
                {
                    CountSuccess(runtime, attempt, ref ledger, now);
                    return default;
                }

                ended = AttemptOutcome.BadResult;
                ledger.LastRealError = null;
                break;
            case AttemptPhase.Threw when cancelled && ExceptionChain.IsCancellation(attempt.Error!):
                ended = AttemptOutcome.Cancelled;
                facts = new FailureFacts { Kind = FailureKind.Cancelled, Exception = attempt.Error };
                break;
            case AttemptPhase.Threw when (fired & AttemptSlot.TimerFired) != 0 && ExceptionChain.IsCancellation(attempt.Error!):
                ended = AttemptOutcome.TimedOut;
                facts = new FailureFacts { Kind = FailureKind.Timeout, Verdict = FailureVerdict.Transient, Exception = attempt.Error };
                break;
            case AttemptPhase.Threw:
                ended = AttemptOutcome.Failed;
                facts = Classify(attempt.Error!) with { AfterTimeout = (fired & AttemptSlot.TimerFired) != 0 };
                ledger.LastRealError = attempt.Error;
                break;
            case AttemptPhase.Abandoned:
                ended = AttemptOutcome.Abandoned;
                facts = new FailureFacts { Kind = cancelled ? FailureKind.Cancelled : FailureKind.Timeout, Verdict = FailureVerdict.Transient };
                break;
        }

        if (matched is null && ended is not AttemptOutcome.Cancelled) matched = Match(runtime.Conditions, facts);
        Vote(runtime, attempt, ended, facts, matched, now);
        return new Assessment(ended, facts, matched, now);
    }

    private void CountSuccess<T>(StageRuntime runtime, in Attempt<T> attempt, ref ExecutionLedger ledger, long now)
    {
        CountSuccess(runtime, attempt.Permit, attempt.Start, now);
        runtime.Throttle?.Count(now, accepted: true);
        if (ledger.Hedge == 0) runtime.Latencies?.Add(now - attempt.Start);
        TimeSpan duration = _clock.Span(now - attempt.Start);
        ledger.History?.Add(new AttemptRecord(ledger.Attempt, AttemptOutcome.Succeeded, default, _clock.Span(attempt.Start - ledger.Start), duration, TimeSpan.Zero) { Hedge = ledger.Hedge });
        if (_hub.Wants(ResilienceEventKinds.AttemptSucceeded)) _hub.Emit(Event(ResilienceEventKinds.AttemptSucceeded, ref ledger) with { Duration = duration });
    }

    private Judgement JudgeRejection<T>(StageRuntime runtime, in Attempt<T> attempt, ref ExecutionLedger ledger)
    {
        StageReason reason = RejectionReason(attempt);
        bool first = ledger.History is null;
        if (first) ledger.Attempt = 0;
        LeavePlaces(runtime, ref ledger);
        GiveBack(runtime, ref ledger);
        Judgement judgement = Judgement.Stop(reason, ledger.LastFailure, RetryAfter(attempt));
        TellRefusal(first ? ResilienceEventKinds.CallRejected : ResilienceEventKinds.RetryRefused, runtime, ref ledger, judgement);
        return judgement;
    }

    private static StageReason RejectionReason<T>(in Attempt<T> attempt) => attempt.Isolated ? StageReason.CircuitIsolated : StageReason.CircuitOpen;

    private TimeSpan? RetryAfter<T>(in Attempt<T> attempt) => attempt.Isolated ? null : Span(attempt.RetryAfterTicks);

    /// <summary>
    /// The breaker's share: what says something about the target counts. A stop condition's match (a red test, a refused password) does not, unless the policy
    /// says so; nor does what was refused before it reached the target, was abandoned, or was cancelled.
    /// </summary>
    private void Vote<T>(StageRuntime runtime, in Attempt<T> attempt, AttemptOutcome ended, in FailureFacts facts, RetryCondition? matched, long now)
    {
        if (runtime.Throttle is { } throttle && ReachedTarget(ended, facts)) throttle.Count(now, accepted: !IsTurnedAway(facts));
        if (runtime.Breaker is not { } breaker) return;
        bool silent = ended is AttemptOutcome.Cancelled or AttemptOutcome.Abandoned
            || facts.NestedRejection
            || (matched is { Decision: RetryDecision.Stop } && !runtime.Policy.CircuitBreaker!.CountStopped)
            || (runtime.Ignore.Length > 0 && Match(runtime.Ignore, facts) is not null);
        bool countsAsConsecutive = facts.StatusCode != 429;
        if (silent) breaker.Release(attempt.Permit);
        else breaker.Fail(attempt.Permit, now, now - attempt.Start, countsAsConsecutive);
        if (!silent && Runtime.IsRetired) TellPresentCircuit(now, now - attempt.Start, countsAsConsecutive);
    }

    // Whether the call says anything about the target: not what its caller cancelled, nor what was refused further in.
    private static bool ReachedTarget(AttemptOutcome ended, in FailureFacts facts) => !facts.NestedRejection
        && ended != AttemptOutcome.Cancelled && (ended != AttemptOutcome.Abandoned || facts.Kind != FailureKind.Cancelled);

    // Whether the target did not take the call.
    private static bool IsTurnedAway(in FailureFacts facts) => facts.Kind == FailureKind.RateLimited || facts.Kind == FailureKind.Unavailable || facts.Kind == FailureKind.Timeout
        || facts.Kind == FailureKind.Network || facts.Kind == FailureKind.Resource;

    private void Record<T>(StageRuntime runtime, ref ExecutionLedger ledger, in Attempt<T> attempt, in Assessment assessment, in Judgement judgement)
    {
        (AttemptOutcome ended, FailureFacts facts, _, long now) = assessment;
        TimeSpan duration = _clock.Span(now - attempt.Start);
        ledger.History ??= new AttemptHistory(runtime.Policy.MaxAttempts);
        ledger.History.Add(new AttemptRecord(ledger.Attempt, ended, facts, _clock.Span(attempt.Start - ledger.Start), duration, judgement.Wait, judgement.DecidedBy) { Hedge = ledger.Hedge });
        ledger.LastFailure = facts with { Reading = null };
        if (!_hub.Wants(ResilienceEventKinds.AttemptFailed | ResilienceEventKinds.AttemptAbandoned | ResilienceEventKinds.RetryScheduled | ResilienceEventKinds.RetryRefused)) return;
        ResilienceEventKinds kind = ended == AttemptOutcome.Abandoned ? ResilienceEventKinds.AttemptAbandoned : ResilienceEventKinds.AttemptFailed;
        ResilienceEvent told = Event(kind, ref ledger) with { FailureKind = facts.Kind, Duration = duration, Error = facts.Exception, Timestamp = now, Reason = judgement.Reason, DecidedBy = judgement.DecidedBy };
        if (_hub.Wants(kind)) _hub.Emit(told);
        if (judgement.Retries && _hub.Wants(ResilienceEventKinds.RetryScheduled)) _hub.Emit(told with { Kind = ResilienceEventKinds.RetryScheduled, Delay = judgement.Wait });
        if (judgement.Reason.RefusesRetry() && _hub.Wants(ResilienceEventKinds.RetryRefused)) _hub.Emit(told with { Kind = ResilienceEventKinds.RetryRefused, Policy = runtime.Policy, Obstacle = judgement.Obstacle });
    }

    private FailureFacts Classify(Exception exception) => FailureClassification.Run(_runner.Classifiers, exception, _hub.Report);

    private RetryCondition? Match(RetryCondition[] conditions, in FailureFacts facts)
    {
        foreach (RetryCondition condition in conditions)
        {
            try
            {
                if (condition.Matches(facts)) return condition;
            }
            catch (Exception e)
            {
                _hub.Report(e);
            }
        }

        return null;
    }

    private RetryCondition? MatchResult<T>(StageRuntime runtime, T value)
    {
        foreach (RetryCondition condition in runtime.Conditions)
        {
            if (condition is not RetryCondition.ResultCondition<T> forResult) continue;
            try
            {
                if (forResult.Predicate(value)) return condition;
            }
            catch (Exception e)
            {
                _hub.Report(e);
            }
        }

        return null;
    }
}
