namespace WorkflowResilience;

public sealed partial class StageExecutor
{
    /// <summary>The outcome of an execution whose last attempt has been judged.</summary>
    private StageOutcome<T> Conclude<T>(StageRuntime runtime, ref Attempt<T> attempt, ref ExecutionLedger ledger, in Judgement judgement, CancellationToken caller)
    {
        if (judgement.Reason == StageReason.None) return Succeeded(ref ledger, attempt.Value!);
        if (judgement.Reason == StageReason.Cancelled) return Cancelled<T>(ref ledger, caller, judgement.Facts.Exception);
        bool handsOver = attempt.Phase == AttemptPhase.Returned && !judgement.DiscardsResult;
        return Failed(runtime, ref ledger, judgement, handsOver ? attempt.Value : default);
    }

    /// <summary>The outcome of a call that ended before its first attempt.</summary>
    private StageOutcome<T> Refused<T>(StageRuntime runtime, ref ExecutionLedger ledger, StageReason reason, CancellationToken caller)
    {
        if (reason == StageReason.Cancelled) return Cancelled<T>(ref ledger, caller, null);
        Judgement judgement = Judgement.Stop(reason, obstacle: ObstacleOf(runtime, reason, ref ledger));
        TellRefusal(ResilienceEventKinds.CallRejected, runtime, ref ledger, judgement);
        return Failed<T>(runtime, ref ledger, judgement, default);
    }

    /// <summary>The outcome of an execution whose next attempt was decided on but did not begin.</summary>
    private StageOutcome<T> NotAdmitted<T>(StageRuntime runtime, ref ExecutionLedger ledger, StageReason reason, CancellationToken caller)
    {
        GiveBack(runtime, ref ledger);
        if (reason == StageReason.Cancelled) return Cancelled<T>(ref ledger, caller, ledger.LastFailure.Exception);
        Judgement judgement = Judgement.Stop(reason, WithRealError(ledger, ledger.LastFailure), obstacle: ObstacleOf(runtime, reason, ref ledger));
        TellRefusal(ResilienceEventKinds.RetryRefused, runtime, ref ledger, judgement);
        return Failed<T>(runtime, ref ledger, judgement, default);
    }

    // What admission found is known from the limits themselves, but for the throttle's probability and the time that was left.
    private Obstacle ObstacleOf(StageRuntime runtime, StageReason reason, ref ExecutionLedger ledger) => reason switch
    {
        StageReason.HostRetryLimit => new(_clock.Span(_runner.HostRetryWaitTicks).TotalSeconds, _runner.HostRetries.Capacity),
        StageReason.RunTimeLimit => ledger.Run!.Limit(reason),
        StageReason.DeadlineTooClose => new(Seconds(ledger.TotalDeadline - _clock.Now), runtime.Policy.MinimumAttemptTime.TotalSeconds),
        StageReason.Throttled => new(ledger.ThrottleProbability, 0),
        _ => default,
    };

    private void TellRefusal(ResilienceEventKinds kind, StageRuntime runtime, ref ExecutionLedger ledger, in Judgement judgement)
    {
        if (!_hub.Wants(kind)) return;
        _hub.Emit(Event(kind, ref ledger) with
        {
            Reason = judgement.Reason,
            FailureKind = judgement.Facts.Kind,
            Delay = judgement.RetryAfter ?? TimeSpan.Zero,
            Policy = runtime.Policy,
            Obstacle = judgement.Obstacle,
        });
    }

    private static StageOutcome<T> Succeeded<T>(ref ExecutionLedger ledger, T value) => new(value, ledger.Attempt, ledger.History);

    private StageOutcome<T> Cancelled<T>(ref ExecutionLedger ledger, CancellationToken caller, Exception? inner)
    {
        return new StageOutcome<T>(new CancelledExecution(Stage, caller, inner, ledger.History, ledger.Attempt));
    }

    private StageOutcome<T> Failed<T>(StageRuntime runtime, ref ExecutionLedger ledger, in Judgement judgement, T? badResult)
    {
        StageReason reason = judgement.Reason;
        FailureFacts facts = judgement.Facts;

        // Outside a run, a call that was turned away leaves nothing behind until somebody reads its failure.
        bool turnedAway = ledger.Attempt == 0 && reason is (StageReason.BulkheadFull or StageReason.CircuitOpen or StageReason.CircuitIsolated);
        if (turnedAway && ledger.Run is null && !_hub.Wants(ResilienceEventKinds.StageFailed))
            return new StageOutcome<T>(this, _runner.NextExecution(), reason, judgement.RetryAfter is { } wait ? _clock.Ticks(wait) : 0);

        TimeSpan duration = SinceStart(ref ledger);
        var failed = new FailedExecution(
            this, runtime.Policy, ledger.Run?.PrintedId, Identity(_runner.NextExecution()), reason, facts, judgement.Obstacle, ledger.History, ledger.Attempt, duration, judgement.RetryAfter)
        { DecidedBy = judgement.DecidedBy };
        if (ledger.Attempt > 0 && _runner.Analyst is { } analyst && _runner.Analysis is { Enabled: true } settings) Examine(analyst, settings, failed, facts, ref ledger);
        return new StageOutcome<T>(failed, badResult);
    }

    /// <summary>Looks at a failure whose delegate was called, and tells observers what is news.</summary>
    private void Examine(IFailureAnalyst analyst, FailureAnalysis settings, FailedExecution failed, in FailureFacts facts, ref ExecutionLedger ledger)
    {
        FailureFindings findings = analyst.Examine(new FailureCase(FailureId.Text(failed.Number), Stage, Key, ledger.Run, ledger.Occurrence, failed.Attempts, failed.Reason, facts), settings);
        failed.Findings = findings;
        if (_hub.Wants(ResilienceEventKinds.FailureAnalyzed)) _hub.Emit(Found(ResilienceEventKinds.FailureAnalyzed, failed, ref ledger) with { Duration = findings.Duration, Gaps = findings.Gaps });
        if (_hub.Wants(findings.RateEvent) && findings.Recurrence is { } recurrence)
            _hub.Emit(Found(findings.RateEvent, failed, ref ledger) with { PerHour = recurrence.PerHour, UsualPerHour = recurrence.BaselinePerHour });
        if (_hub.Wants(findings.StageRateEvent))
            _hub.Emit(Found(findings.StageRateEvent, failed, ref ledger) with { PerHour = findings.StagePerHour, UsualPerHour = findings.StageUsualPerHour });
    }

    private ResilienceEvent Found(ResilienceEventKinds kind, FailedExecution failed, ref ExecutionLedger ledger) =>
        Event(kind, ref ledger) with { Reason = failed.Reason, Failure = failed.Failure, FailureKind = failed.Failure.Kind };

    /// <summary>Tells observers how the execution has ended.</summary>
    private void TellEnd<T>(ref ExecutionLedger ledger, in StageOutcome<T> outcome)
    {
        ResilienceEventKinds kind = outcome.Kind switch
        {
            StageOutcomeKind.Succeeded => ResilienceEventKinds.StageSucceeded,
            StageOutcomeKind.Failed => ResilienceEventKinds.StageFailed,
            _ => ResilienceEventKinds.StageCancelled,
        };
        if (!_hub.Wants(kind)) return;
        ResilienceEvent told = Event(kind, ref ledger) with { Reason = outcome.Reason, Duration = SinceStart(ref ledger), Fallback = outcome.Fallback };
        if (outcome.Failure is { } failure) told = told with { Failure = failure, FailureKind = failure.Kind, Error = failure.Exception };
        _hub.Emit(told);
    }

    private StageReport Report<T>(ref ExecutionLedger ledger, in StageOutcome<T> outcome) => new()
    {
        Stage = Stage,
        Key = PrintedKey,
        Fallback = outcome.Fallback,
        Occurrence = ledger.Occurrence,
        Kind = outcome.Kind,
        Reason = outcome.Reason,
        Attempts = outcome.Attempts,
        Start = ledger.Run is { } run ? _clock.Span(Math.Max(0, ledger.Start - run.StartTimestamp)) : TimeSpan.Zero,
        Duration = SinceStart(ref ledger),
        Waited = ledger.Waited,
        History = outcome.History,
        Failure = outcome.Failure,
    };

    internal TimeSpan Span(long ticks) => _clock.Span(Math.Max(0, ticks));

    private TimeSpan SinceStart(ref ExecutionLedger ledger) => _clock.Span(_clock.Now - ledger.Start);

    private ResilienceEvent Event(ResilienceEventKinds kind, ref ExecutionLedger ledger) => new()
    {
        Kind = kind,
        Stage = Stage,
        Key = PrintedKey,
        RunId = ledger.Run?.PrintedId,
        WorkflowName = ledger.Run?.WorkflowName,
        Attempt = ledger.Attempt,
        Hedge = ledger.Hedge,
        Timestamp = _clock.Now,
    };

    private void EmitStarted(ResilienceEventKinds kind, WorkflowRun? run, int number, int hedge, long now) =>
        _hub.Emit(new ResilienceEvent
        {
            Kind = kind,
            Stage = Stage,
            Key = PrintedKey,
            RunId = run?.PrintedId,
            WorkflowName = run?.WorkflowName,
            Attempt = number,
            Hedge = hedge,
            Timestamp = now,
        });
}
