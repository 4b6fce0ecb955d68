using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>Makes a diagnosis of ranked evidence.</summary>
internal static class Verdicts
{
    internal static FailureDiagnosis? Of(PatternSet patterns, List<Evidence> ranked, LogReading reading, FailureExcerpt excerpt)
    {
        Evidence? best = ranked.Count > 0 && ranked[0].Pattern.Category != FailureCategory.Unknown ? ranked[0] : null;
        if (best is not { } decisive)
        {
            if (ranked.Count == 0 && !excerpt.Lines.Any(line => line.Role is not ExcerptRole.Context)) return null;
            return new FailureDiagnosis
            {
                Category = FailureCategory.Unknown,
                Severity = FailureSeverity.Medium,
                RootCause = excerpt.Cause is null ? "The text says that something failed, not why" : "No known pattern explains it",
                Confidence = 0.3,
                Recommendations = [],
            };
        }

        return new FailureDiagnosis
        {
            Category = decisive.Pattern.Category,
            Verdict = decisive.Pattern.Verdict,
            Severity = FailureSeverity.Medium,
            RootCause = decisive.Pattern.Title,
            Confidence = 0.25 * decisive.Pattern.Tier,
            Recommendations = decisive.Pattern.Recommendations,
            Pattern = decisive.Pattern.Id,
            Pack = patterns.PackOf(decisive.Pattern),
            Causes = [.. ranked.Select(evidence => Shown(evidence, reading))],
            Factors = decisive.Pattern.Factors,
            Link = decisive.Pattern.Link,
        };
    }

    private static DiagnosedCause Shown(in Evidence evidence, LogReading reading)
    {
        // The hit counts in bytes of UTF-8, what is shown in characters.
        string text = reading.Pieces[evidence.Piece].Text.Text;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        string line = Encoding.UTF8.GetString(bytes, evidence.Hit.LineStart, evidence.Hit.LineLength);
        int start = Encoding.UTF8.GetCharCount(bytes, evidence.Hit.LineStart, evidence.Hit.Start);
        int length = Encoding.UTF8.GetCharCount(bytes, evidence.Hit.LineStart + evidence.Hit.Start, evidence.Hit.Length);
        return new DiagnosedCause
        {
            Pattern = evidence.Pattern.Id,
            Category = evidence.Pattern.Category,
            Verdict = evidence.Pattern.Verdict,
            Title = evidence.Pattern.Title,
            Tier = evidence.Pattern.Tier,
            Line = evidence.Number,
            Text = line,
            Start = start,
            Length = length,
        };
    }
}
