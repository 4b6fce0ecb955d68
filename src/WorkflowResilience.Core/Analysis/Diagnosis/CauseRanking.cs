namespace WorkflowResilience.Analysis;

/// <summary>Puts the evidence of a failure in order: what each hit weighs, what an assertion silences, the best hit of each pattern.</summary>
internal static class CauseRanking
{
    private const int ComparedLines = 6, Longest = 4096;
    private static readonly string[] s_compared = ["expected", "actual", "received", "but was", "but:", "got:", "got ", "want", "+", "-", "E ", "left:", "right:", "<", ">", "to be", "to equal", "assert"];

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
        List<PatternHit> hits = run.Hits;
        int standingLine = -1, lastWorking = LastWorking(piece.Text);
        LineStanding standing = default;
        foreach (PatternHit hit in hits)
        {
            FailurePattern pattern = matcher.Patterns[hit.Pattern];
            if (pattern.IsConditional && !holds(pattern)) continue;
            if (hit.Line != standingLine)
            {
                standing = StandingOf(run.LineOf(hit));
                standingLine = hit.Line;
            }

            if (standing == LineStanding.Dismissed || IsSilenced(run, matcher, hits, hit) || Mentions.Of(run.LineOf(hit), hit.Start, hit.Length)) continue;
            if (hit.Line < lastWorking && IsRetried(run.LineOf(hit))) continue;
            int number = piece.FirstNumber + hit.Line;
            if (standing is LineStanding.Chatted && pattern.Tier < 3 || (standing is LineStanding.Neutral && pattern.Tier < 2)) continue;
            double score = EvidenceWeights.Of(pattern, standing, number == chosen, (double)number / total, hit.Weight);
            if (score < EvidenceWeights.Least) continue;
            all.Add(new Evidence(pattern, number, standing, hit.Weight, score, all.Count) { Hit = hit, Line = run.LineOf(hit).ToArray() });
        }
    }

    // What stands in the values that a test compared is no cause.
    private static bool IsSilenced(MatchRun run, PatternMatcher matcher, List<PatternHit> hits, in PatternHit hit)
    {
        if (matcher.Patterns[hit.Pattern].Says == PatternMeaning.Assertion) return false;
        foreach (PatternHit other in hits)
        {
            if (other.Line > hit.Line) break;
            if (matcher.Patterns[other.Pattern].Says != PatternMeaning.Assertion) continue;
            if (other.Line == hit.Line && other.Start <= hit.Start) return true;
            if (other.Line < hit.Line && hit.Line - other.Line <= ComparedLines && IsCompared(run.LineOf(hit))) return true;
        }

        return false;
    }

    private static bool IsCompared(ReadOnlySpan<byte> line)
    {
        Span<char> start = stackalloc char[24];
        line = line.TrimStart((byte)' ');
        int length = System.Text.Encoding.UTF8.GetChars(line[..Math.Min(line.Length, 24)], start);
        foreach (string word in s_compared)
        {
            if (start[..length].StartsWith(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    // The last line of a text that ended without saying that anything failed, behind which a retry that was announced before cannot have been the end; −1 where it ended badly.
    private static int LastWorking(RatedText text)
    {
        int last = text.LineFeeds;
        foreach (RatedLine line in text.Lines)
        {
            if (line.Role is ExcerptRole.Cause or ExcerptRole.Wrapper or ExcerptRole.TestReport && !Mentions.AnnouncesRetry(text[line])) last = line.Index < text.LineFeeds - 40 ? last : -1;
        }

        return last;
    }

    private static bool IsRetried(ReadOnlySpan<byte> line)
    {
        Span<char> text = stackalloc char[Longest];
        return Mentions.AnnouncesRetry(text[..System.Text.Encoding.UTF8.GetChars(line[..Math.Min(line.Length, Longest)], text)]);
    }

    private static LineStanding StandingOf(ReadOnlySpan<byte> line)
    {
        Span<char> text = stackalloc char[Longest];
        int length = System.Text.Encoding.UTF8.GetChars(line[..Math.Min(line.Length, Longest)], text);
        return LineStandings.Of(text[..length]);
    }

    private static List<Evidence> Best(List<Evidence> all)
    {
        all.Sort(static (a, b) => b.Score != a.Score ? b.Score.CompareTo(a.Score) : b.Weight != a.Weight ? b.Weight.CompareTo(a.Weight) : b.Place.CompareTo(a.Place));
        var seen = new HashSet<FailurePattern>(ReferenceEqualityComparer.Instance);
        all.RemoveAll(e => !seen.Add(e.Pattern));
        CategoryPrecedence.Apply(all);
        return all;
    }
}
