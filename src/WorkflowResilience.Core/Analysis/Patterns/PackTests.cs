namespace WorkflowResilience.Analysis;

/// <summary>Runs the tests that the patterns of a pack bring, and says which patterns can never decide anything.</summary>
internal static class PackTests
{
    internal static IEnumerable<PackProblem> Problems(PatternPack pack, IReadOnlyList<(int Index, FailurePattern Pattern)> patterns)
    {
        // What a pattern's literals find is tested here; its conditions are not part of a text.
        PatternMatcher matcher = PatternMatcher.Of(patterns.Select(p => p.Pattern));
        var overlaps = new PatternOverlaps(matcher, pack.Source, static _ => "this pack");
        Dictionary<FailurePattern, string> flagged = BenignLines.Flagged(matcher);
        for (int i = 0; i < patterns.Count; i++)
        {
            (int index, FailurePattern pattern) = patterns[i];
            if (pattern.Any.Count == 0) continue;
            for (int t = 0; t < pattern.Matches.Count; t++)
            {
                if (!Finds(matcher, i, pattern.Matches[t]))
                    yield return new PackProblem(pack.Source, $"{PackCheck.At(index, pattern)}: tests.match[{t}]", $"The pattern does not match '{Shown(pattern.Matches[t])}'.{Why(pattern, pattern.Matches[t])}");
            }

            for (int t = 0; t < pattern.MatchesNot.Count; t++)
            {
                if (Finds(matcher, i, pattern.MatchesNot[t]))
                    yield return new PackProblem(pack.Source, $"{PackCheck.At(index, pattern)}: tests.noMatch[{t}]", $"The pattern matches '{Shown(pattern.MatchesNot[t])}', which it must not.");
            }

            foreach (PackProblem problem in Unreachable(pack, index, pattern)) yield return problem;
            foreach (PackProblem problem in overlaps.Of(index, pattern)) yield return problem;
            if (flagged.TryGetValue(pattern, out string? line))
                yield return new PackProblem(pack.Source, PackCheck.At(index, pattern), $"The pattern takes '{line}' for a failure, a line of a healthy log; make its literals longer, bound them as {{word:…}} or {{num:…}}, or add what stands there to unless.");
        }
    }

    // Cleaned and redacted, as a log is: what is no longer there then can be no part of a pattern.
    internal static bool Finds(PatternMatcher matcher, int pattern, string text)
    {
        using MatchRun run = matcher.Match(FailureText.Redact(CleanText.Of(text)));
        return run.Hits.Exists(hit => hit.Pattern == pattern);
    }

    // A literal whose own text fulfils an "unless" can never be decisive.
    private static IEnumerable<PackProblem> Unreachable(PatternPack pack, int index, FailurePattern pattern)
    {
        if (pattern.Unless.Count == 0) yield break;
        PatternMatcher unless = PatternMatcher.Of([pattern with { Any = pattern.Unless, All = [], Unless = [] }]);
        for (int i = 0; i < pattern.Any.Count; i++)
        {
            if (PatternLiteral.Read(pattern.Any[i], pattern.IsOrdinal, out _) is { } literal && Finds(unless, 0, literal.Sample))
                yield return new PackProblem(pack.Source, $"{PackCheck.At(index, pattern)}: any[{i}]", $"'{pattern.Any[i]}' holds one of the texts of unless, so it can never match.");
        }
    }

    private static string Why(FailurePattern pattern, string text)
    {
        if (pattern.IsOrdinal && Finds(PatternMatcher.Of([pattern with { IsOrdinal = false }]), 0, text)) return " Letters match in their own case alone, because it is ordinal; the text has another.";
        bool withoutThem = (pattern.All.Count > 0 || pattern.Unless.Count > 0) && Finds(PatternMatcher.Of([pattern with { All = [], Unless = [] }]), 0, text);
        if (withoutThem) return " One of any stands there; all or unless keep it from matching within the scope.";
        return string.Equals(FailureText.Redact(text), text, StringComparison.Ordinal) ? "" : " What is secret in it is *** before it is matched, as in every log; put a wildcard there.";
    }

    private static string Shown(string text) => FailureText.Redact(text) is { Length: > 200 } longer ? $"{longer.AsSpan(0, 200)}…" : FailureText.Redact(text);
}
