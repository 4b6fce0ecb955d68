namespace WorkflowResilience.Analysis;

/// <summary>Lines of healthy logs with alarming words, over which every pack runs: a pattern that takes one of them for a failure would cry wolf.</summary>
internal static class BenignLines
{
    private static readonly Lazy<(string Line, string Clean)[]> s_all = new(Read);

    internal static IEnumerable<string> All => s_all.Value.Select(static line => line.Line);

    /// <summary>The patterns that take a line for a failure, each with the first such line.</summary>
    internal static Dictionary<FailurePattern, string> Flagged(PatternMatcher matcher)
    {
        var flagged = new Dictionary<FailurePattern, string>(ReferenceEqualityComparer.Instance);
        foreach ((string line, string clean) in s_all.Value)
        {
            using (MatchRun run = matcher.Match(clean))
            {
                if (run.Hits.Count == 0) continue;
            }

            // What is matched is not yet believed: the line may be one that evidence does not come from.
            LogReading reading = LogReading.Of(line);
            foreach (Evidence evidence in CauseRanking.Of(matcher, reading, reading.Excerpt(LogExcerpt.DefaultLines), known: null))
            {
                if (evidence.Pattern is { Category: not FailureCategory.Unknown } pattern && pattern is not { Says: PatternMeaning.Symptom, Tier: 1 }) flagged.TryAdd(pattern, line);
            }
        }

        return flagged;
    }

    private static (string Line, string Clean)[] Read()
    {
        using Stream stream = typeof(BenignLines).Assembly.GetManifestResourceStream("benign.txt")!;
        using var reader = new StreamReader(stream);
        var lines = new List<(string, string)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)) lines.Add((line, CleanText.Of(line)));
        }

        return [.. lines];
    }
}
