namespace WorkflowResilience.Analysis;

/// <summary>Makes a diagnosis of ranked evidence.</summary>
internal static class DiagnosisBuilder
{
    private const int MostCauses = 8;

    /// <summary>The diagnosis; null when a text alone was looked at and shows no failure.</summary>
    internal static FailureDiagnosis? Of(PatternSet patterns, List<Evidence> ranked, LogReading? reading, FailureExcerpt? excerpt, DiagnosisCase? known)
    {
        if (ranked.Count == 0 && known is null && (excerpt is null || !reading!.SaysFailure)) return null;
        Evidence? decisive = ranked.Count > 0 && IsDecisive(ranked[0].Pattern) ? ranked[0] : null;
        FailurePattern? pattern = decisive?.Pattern;
        FailureCategory category = pattern?.Category ?? FailureCategory.Unknown;
        var rules = new List<string>();
        FailureVerdict verdict = VerdictOf(pattern, decisive is { } shown ? shown.Line.Span : default, known, rules);
        RankingRules.Tell(ranked, rules);
        string basis = DiagnosisBasis.Of(ranked);
        return new FailureDiagnosis
        {
            Category = category,
            Verdict = verdict,
            Severity = SeverityOf(category, known),
            RootCause = pattern?.Title ?? (excerpt?.Cause is null ? "Nothing says why it failed" : "No known pattern explains it"),
            Confidence = ConfidenceTable.Of(basis),
            Basis = basis,
            Recommendations = pattern?.Recommendations is { Count: > 0 } advice ? advice : CategoryAdvice.Of(category, verdict),
            Pattern = pattern?.Id,
            Pack = pattern is null ? null : patterns.PackOf(pattern),
            Causes = Shown(ranked, reading),
            Rules = rules,
            Factors = FactorsOf(pattern, known),
            Impact = known is null ? null : ImpactReading.Of(known.Fields.Failure.Stage, known.Fields.Of),
            Link = pattern?.Link,
        };
    }

    // A generic phrase that follows from anything decides nothing.
    private static bool IsDecisive(FailurePattern pattern) => pattern.Says != PatternMeaning.Wrapper && !(pattern is { Says: PatternMeaning.Symptom, Tier: 1 });

    private static FailureVerdict VerdictOf(FailurePattern? pattern, ReadOnlySpan<byte> line, DiagnosisCase? known, List<string> rules)
    {
        if (known?.Recurrence is { CorrectedVerdict: { } corrected } memory)
        {
            rules.Add($"{(memory.CorrectedBy is { } by ? $"{by} has" : "a person has")} corrected the verdict on failures like this one");
            return corrected;
        }

        if (pattern?.Category == FailureCategory.RateLimiting && LimitWindow.Of(line) is { } window && window > LimitWindow.Longest)
        {
            rules.Add("the limit's window is longer than an hour");
            return FailureVerdict.Permanent;
        }

        if (pattern is { Verdict: not FailureVerdict.Unknown }) return pattern.Verdict;
        return known?.Fields.Failure.Facts.Verdict ?? FailureVerdict.Unknown;
    }

    private static FailureSeverity SeverityOf(FailureCategory category, DiagnosisCase? known)
    {
        if (known is null) return SeverityTable.Default.Of(category);
        FailureCase failure = known.Fields.Failure;
        return known.Severities.Of(category, failure.Stage, CriticalityOf(failure), known.Recurrence?.IsRising == true, known.Fields.CausedBy is not null);
    }

    private static StageCriticality CriticalityOf(in FailureCase failure) =>
        failure.Run?.Workflow is { } workflow && workflow.TryGet(failure.Stage, out StageDefinition? definition) ? definition.Criticality : StageCriticality.Normal;

    private static IReadOnlyList<string> FactorsOf(FailurePattern? pattern, DiagnosisCase? known)
    {
        IReadOnlyList<string> usual = pattern?.Factors ?? [];
        return known?.Fields.Context?.System is { } system ? [.. SystemConcerns.Of(system), .. usual] : usual;
    }

    private static DiagnosedCause[] Shown(List<Evidence> ranked, LogReading? reading)
    {
        var causes = new DiagnosedCause[Math.Min(ranked.Count, MostCauses)];
        for (int i = 0; i < causes.Length; i++) causes[i] = Shown(ranked[i], reading);
        return causes;
    }

    private static DiagnosedCause Shown(in Evidence evidence, LogReading? reading)
    {
        var cause = new DiagnosedCause
        {
            Pattern = evidence.Pattern.Id,
            Category = evidence.Pattern.Category,
            Verdict = evidence.Pattern.Verdict,
            Title = evidence.Pattern.Title,
            Tier = evidence.Pattern.Tier,
            Line = evidence.Number,
        };
        if (reading is null || evidence.Number == 0) return cause;
        (string line, int start, int length) = EvidenceLine.Of(evidence.Line.Span, evidence.Hit.Start, evidence.Hit.Length);
        return cause with { Text = line, Start = start, Length = length };
    }
}
