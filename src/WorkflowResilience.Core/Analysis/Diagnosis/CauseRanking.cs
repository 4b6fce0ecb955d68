namespace WorkflowResilience.Analysis;

/// <summary>Puts the evidence of a failure in order: what each hit weighs, what an assertion silences, the best hit of each pattern.</summary>
internal static class CauseRanking
{
    private const int ComparedLines = 6, MostOfAPiece = 16;

    /// <summary>The evidence, the strongest first, one entry a pattern.</summary>
    /// <param name="matcher">The patterns.</param>
    /// <param name="reading">The texts; null when there are none.</param>
    /// <param name="excerpt">What is quoted of them.</param>
    /// <param name="known">What is known beside them; null when only a text is diagnosed.</param>
    internal static List<Evidence> Of(PatternMatcher matcher, LogReading? reading, FailureExcerpt? excerpt, DiagnosisCase? known)
    {
        var all = new List<Evidence>();
        if (known is not null) Structured(matcher, known, all);
        if (reading is not null && excerpt is not null) Written(matcher, reading, excerpt, pattern => known is not null && known.Fields.Fulfil(pattern), all);
        return Best(all);
    }

    private static void Structured(PatternMatcher matcher, DiagnosisCase known, List<Evidence> all)
    {
        if (KindPatterns.Of(known.Fields.Failure.Facts) is { } kind) Add(kind);
        foreach (FailurePattern pattern in matcher.WithoutLiterals)
        {
            if (known.Fields.Fulfil(pattern)) Add(pattern);
        }

        void Add(FailurePattern pattern) => all.Add(new Evidence(pattern, 0, LineStanding.Claims, 0, EvidenceWeights.Of(pattern, LineStanding.Claims, false, 0, 0), all.Count));
    }

    private static void Written(PatternMatcher matcher, LogReading reading, FailureExcerpt excerpt, Func<FailurePattern, bool> holds, List<Evidence> all)
    {
        int chosen = excerpt.Lines.FirstOrDefault(line => line.Role == ExcerptRole.Cause && string.Equals(line.Text, excerpt.Cause, StringComparison.Ordinal)).Number;
        int total = Math.Max(1, excerpt.TotalLines);
        for (int p = 0; p < reading.Pieces.Count; p++)
        {
            LogPiece piece = reading.Pieces[p];
            using MatchRun run = matcher.Match(piece.Text.Text);
            Collect(run, matcher, piece, chosen, total, holds, all);
        }
    }

    private static void Collect(MatchRun run, PatternMatcher matcher, in LogPiece piece, int chosen, int total, Func<FailurePattern, bool> holds, List<Evidence> all)
    {
        var found = new List<Evidence>();
        int factsLine = -1, lastWorking = -2;
        LineFacts facts = default;
        foreach (PatternHit hit in run.Hits)
        {
            FailurePattern pattern = matcher.Patterns[hit.Pattern];
            if (pattern.IsConditional && !holds(pattern)) continue;
            if (hit.Line != factsLine)
            {
                facts = LineFacts.Of(run.LineOf(hit));
                factsLine = hit.Line;
            }

            if (!Counts(facts.Standing, pattern) || IsSilenced(run.Assertions, pattern, hit, facts) || Mentions.Of(run.LineOf(hit), hit.Start, hit.Length)) continue;
            if (facts.AnnouncesRetry)
            {
                if (lastWorking == -2) lastWorking = LastWorking(piece.Text);
                if (hit.Line < lastWorking) continue;
            }

            int number = piece.FirstNumber + hit.Line;
            double score = EvidenceWeights.Of(pattern, facts.Standing, number == chosen, (double)number / total, hit.Weight);
            found.Add(new Evidence(pattern, number, facts.Standing, hit.Weight, score, all.Count + found.Count) { Hit = hit });
        }

        Order(found);
        foreach (Evidence evidence in found.Take(MostOfAPiece)) all.Add(evidence with { Line = run.LineOf(evidence.Hit).ToArray() });
    }

    // Chatter is believed only when it is unmistakable, and a hint only from a line that tells of an error.
    private static bool Counts(LineStanding standing, FailurePattern pattern) => standing switch
    {
        LineStanding.Dismissed => false,
        LineStanding.Chatted => pattern.Tier == 3,
        LineStanding.Neutral => pattern.Tier > 1 || pattern.Says == PatternMeaning.Wrapper,
        _ => true,
    };

    // What stands in the values that a test compared is no cause.
    private static bool IsSilenced(List<PatternHit> assertions, FailurePattern pattern, in PatternHit hit, in LineFacts facts)
    {
        if (pattern.Says == PatternMeaning.Assertion) return false;
        foreach (PatternHit assertion in assertions)
        {
            if (assertion.Line > hit.Line) break;
            if (assertion.Line == hit.Line && assertion.Start <= hit.Start) return true;
            if (assertion.Line < hit.Line && hit.Line - assertion.Line <= ComparedLines && facts.IsCompared) return true;
        }

        return false;
    }

    // The last line of a text that ended without saying that anything failed, behind which a retry that was announced before cannot have been the end; −1 where it ended badly.
    private static int LastWorking(RatedText text)
    {
        int last = text.LineFeeds;
        if (Mentions.GivesUp(text.Text)) return -1;
        foreach (RatedLine line in text.Lines)
        {
            if (line.Role is ExcerptRole.Cause or ExcerptRole.Wrapper or ExcerptRole.TestReport && !Mentions.AnnouncesRetry(text[line])) last = line.Index < text.LineFeeds - 40 ? last : -1;
        }

        return last;
    }

    private static List<Evidence> Best(List<Evidence> all)
    {
        Order(all);
        Consequences.Apply(all);
        CategoryPrecedence.Apply(all);
        return all;
    }

    // The strongest first, one entry a pattern.
    private static void Order(List<Evidence> all)
    {
        all.Sort(static (a, b) => b.Score != a.Score ? b.Score.CompareTo(a.Score) : b.Weight != a.Weight ? b.Weight.CompareTo(a.Weight) : b.Place.CompareTo(a.Place));
        if (all.Count < 2) return;
        var seen = new HashSet<FailurePattern>(all.Count, ReferenceEqualityComparer.Instance);
        all.RemoveAll(e => !seen.Add(e.Pattern));
    }
}
