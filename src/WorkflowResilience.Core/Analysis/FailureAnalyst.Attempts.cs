using WorkflowResilience.Time;

namespace WorkflowResilience.Analysis;

/// <content>Failed attempts after which another may follow.</content>
internal sealed partial class FailureAnalyst
{
    public AttemptReading Read(in FailureCase attempt, FailureAnalysis settings, bool asksVerdict)
    {
        TimeSpan allowed = Allowed(settings, ref _read);
        var budget = CaptureBudget.Of(_clock.Provider, _clock.Ticks(allowed));
        var notes = new AnalysisNotes(_failures);

        // The run's log belongs to other stages as well: of an attempt that brought no text of its own, structure alone speaks.
        AttemptReading read = Texts(attempt.Facts.Exception is null ? attempt with { Run = null } : attempt, notes);
        if (!asksVerdict) return read;
        (FailureVerdict verdict, string? by) = Corrected(read) is { } corrected ? (corrected, AttemptReading.Correction) : default;
        string? skipped = null;
        if (by is null && budget.IsOver) skipped = $"verdict for a retry: the {DurationText.Format(allowed)} that looking at a failure may take were over";
        else if (by is null && Diagnosed(attempt, read, settings, notes) is { Verdict: not FailureVerdict.Unknown } diagnosis) (verdict, by) = (diagnosis.Verdict, diagnosis.Pattern);
        return new AttemptReading
        {
            Exception = read.Exception,
            Reading = read.Reading,
            Excerpt = read.Excerpt,
            Fingerprint = read.Fingerprint,
            Verdict = verdict,
            DecidedBy = by,
            Skipped = skipped,
        };
    }

    private FailureVerdict? Corrected(AttemptReading read) => read.Fingerprint is { } fingerprint ? _history.CorrectionOf(fingerprint.Id) : null;

    // Without what surrounds it: the capture is for people, and another attempt does not wait for it.
    private FailureDiagnosis? Diagnosed(FailureCase attempt, AttemptReading read, FailureAnalysis settings, AnalysisNotes notes) => notes.Try("verdict for a retry", () =>
        NestedIn(attempt)?.Diagnosis ?? _analyzer.Diagnose(read.Reading, read.Excerpt, new DiagnosisCase(new ContextFields(attempt, null, null), null, settings.Severities)));
}
