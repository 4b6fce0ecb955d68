using WorkflowResilience.Time;

namespace WorkflowResilience.Analysis;

/// <summary>
/// Looks at failures when they happen: quotes their texts, gives them a fingerprint, remembers them, finds what they follow from, and captures what is around them. What is
/// cheap and must always be done comes first; the capture comes last and is what a spent budget or a storm goes without.
/// </summary>
/// <remarks>Thread-safe. Never throws: a part that fails is reported with the host's callbacks and named as skipped.</remarks>
internal sealed partial class FailureAnalyst : IFailureAnalyst
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(1);

    private readonly Clock _clock;
    private readonly ICallbackFailures _failures;
    private readonly FailureHistory _history;
    private readonly Lazy<ContextCapture> _capture;
    private readonly PatternLibrary _patterns;
    private readonly FailureAnalyzer _analyzer;
    private readonly AnalysisRate _rate;
    private readonly Lock _rateLock = new();
    private int _looked;
    private int _read;

    internal FailureAnalyst(Clock clock, FailureHistory history, ServiceStatuses services, PatternLibrary patterns, ICallbackFailures failures)
    {
        _patterns = patterns;
        _analyzer = new FailureAnalyzer(patterns);
        _clock = clock;
        _failures = failures;
        _capture = new Lazy<ContextCapture>(() => ContextCapture.Of(clock, services));
        _rate = new AnalysisRate(clock.Provider.TimestampFrequency);
        _history = history;
    }

    /// <summary>Takes in good time what cannot be had when it is needed. Not for a runner that looks at no failure: it costs the start of a process some time.</summary>
    internal void Prepare()
    {
        _patterns.LoadInBackground();
        _ = _capture.Value;
    }

    public FailureFindings Examine(in FailureCase failure, FailureAnalysis settings)
    {
        long start = _clock.Now;
        TimeSpan allowed = Allowed(settings, ref _looked);
        var budget = CaptureBudget.Of(_clock.Provider, _clock.Ticks(allowed));
        var notes = new AnalysisNotes(_failures);
        FailureFindings findings = NestedIn(failure) is { } inner ? Adopt(inner) : Look(failure, notes);
        findings = findings with { Context = Capture(failure, settings, allowed, budget, notes) };
        if (findings.Diagnosis is null) findings = findings with { Diagnosis = Diagnose(failure, findings, settings, notes) };
        return findings with { Gaps = notes.Gaps, Skipped = notes.Skipped, Duration = _clock.Span(_clock.Now - start) };
    }

    // Beside compiling, which does not count, the first look loads types and tables. On a busy machine that alone can take longer than the budget, and a process that does one
    // thing and fails must not lose its capture to it.
    private static TimeSpan Allowed(FailureAnalysis settings, ref int before) => Interlocked.Exchange(ref before, 1) == 0 && settings.Budget < s_first ? s_first : settings.Budget;

    // What a nested execution failed with has been looked at and counted there.
    private static StageFailure? NestedIn(in FailureCase failure) =>
        failure.Facts is { Nested: true, Exception: { } exception } && ExceptionChain.First<StageFailedException>(exception) is { Failure: { Fingerprint: not null } inner } ? inner : null;

    private static FailureFindings Adopt(StageFailure inner) => new()
    {
        Excerpt = inner.Excerpt,
        Diagnosis = inner.Diagnosis,
        Fingerprint = inner.Fingerprint,
        Recurrence = inner.Recurrence,
        CausedBy = new FailureLink(inner.Stage, inner.Id, inner.Fingerprint),
    };

    private FailureFindings Look(FailureCase failure, AnalysisNotes notes)
    {
        AttemptReading texts = failure.Facts.Reading is { } read && read.IsOf(failure.Facts) ? read : Texts(failure, notes);
        if (failure.Facts.Reading?.Skipped is { } skipped) notes.Skip(AnalysisGaps.Budget, skipped);
        RecordedFailure? recorded = texts.Fingerprint is { } known ? notes.TryValue("history", () => Record(failure, known)) : null;
        return new FailureFindings
        {
            Reading = texts.Reading,
            Excerpt = texts.Excerpt,
            Fingerprint = texts.Fingerprint?.Id,
            Recurrence = recorded?.Recurrence,
            RateEvent = Told(recorded?.Change, ResilienceEventKinds.FailureRateRaised, ResilienceEventKinds.FailureRateSettled),
            StageRateEvent = Told(recorded?.StageChange, ResilienceEventKinds.StageRateRaised, ResilienceEventKinds.StageRateSettled),
            StagePerHour = recorded?.StageRate.PerHour ?? 0,
            StageUsualPerHour = recorded?.StageRate.BaselinePerHour,
            CausedBy = notes.Try("cascade", () => failure.Run is { Workflow: { } workflow } run ? Cascade.CauseOf(workflow, failure.Stage, run.Ends()) : null),
        };
    }

    private static AttemptReading Texts(FailureCase failure, AnalysisNotes notes)
    {
        LogReading? reading = notes.Try("excerpt", () => FailureTexts.Of(failure) is { Count: > 0 } lines ? LogReading.Of(lines) : null);
        FailureExcerpt? excerpt = notes.Try("excerpt", () => reading?.Excerpt(LogExcerpt.DefaultLines));
        return new AttemptReading
        {
            Exception = failure.Facts.Exception,
            Reading = reading,
            Excerpt = excerpt,
            Fingerprint = notes.TryValue("fingerprint", () => FailureFingerprint.Of(failure.Facts, excerpt?.Cause, FailureFingerprint.NeedsPlace(failure.Facts) ? FailureTexts.StackOf(failure) : [])),
        };
    }

    private static ResilienceEventKinds Told(RateChange? change, ResilienceEventKinds raised, ResilienceEventKinds settled) =>
        change switch { RateChange.Raised => raised, RateChange.Settled => settled, _ => ResilienceEventKinds.None };

    private RecordedFailure Record(in FailureCase failure, FailureFingerprint fingerprint) => _history.Record(new SeenFailure
    {
        Fingerprint = fingerprint.Id,
        Family = FailureFingerprint.Family(failure.Facts, failure.Stage),
        Workflow = failure.Run?.WorkflowName,
        Stage = failure.Stage,
        FailureId = failure.Id,
        RunId = failure.Run?.PrintedId,
        Reason = failure.Reason,
        Attempts = failure.Attempts,
        Line = fingerprint.MaskedLine,
        Time = _clock.Provider.GetUtcNow(),
        Now = _clock.Now,
    });

    private FailureContext? Capture(FailureCase failure, FailureAnalysis settings, TimeSpan allowed, CaptureBudget budget, AnalysisNotes notes)
    {
        if (budget.IsOver)
        {
            notes.Skip(AnalysisGaps.Budget, $"capture: the {DurationText.Format(allowed)} that looking at a failure may take were over");
            return null;
        }

        if (!TryTake(settings.MaxPerSecond))
        {
            notes.Skip(AnalysisGaps.Rate, $"capture: more than {settings.MaxPerSecond} failures in a second");
            return null;
        }

        FailureContext? context = notes.Try("capture", () => _capture.Value.Take(failure, budget));
        if (context is not null && budget.IsOver) notes.Skip(AnalysisGaps.Budget, $"parts of the capture: the {DurationText.Format(allowed)} that looking at a failure may take were over");
        return context;
    }

    // Last, because it reads what was captured; but it needs less time than the capture, and a spent budget does not take it away.
    private FailureDiagnosis? Diagnose(FailureCase failure, FailureFindings findings, FailureAnalysis settings, AnalysisNotes notes) => notes.Try("diagnosis", () =>
        _analyzer.Diagnose(findings.Reading, findings.Excerpt, new DiagnosisCase(new ContextFields(failure, findings.Context, findings.CausedBy), findings.Recurrence, settings.Severities)));

    private bool TryTake(int perSecond)
    {
        lock (_rateLock) return _rate.TryTake(_clock.Now, perSecond);
    }
}
