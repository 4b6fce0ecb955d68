namespace WorkflowResilience.Analysis;

/// <summary>Finds all patterns in a text: one scan for all literals, then the rest of what each pattern asks for. Immutable and thread-safe.</summary>
internal sealed class PatternMatcher
{
    private readonly FailurePattern[] _patterns;
    private readonly MatcherEntry[][] _entries;
    private readonly LiteralScanner _scanner;
    private MatchRun? _spare;

    private PatternMatcher(FailurePattern[] patterns, MatcherEntry[][] entries, LiteralScanner scanner)
    {
        _patterns = patterns;
        _entries = entries;
        _scanner = scanner;
        WithoutLiterals = [.. patterns.Where(pattern => pattern.Any.Count == 0)];
    }

    internal IReadOnlyList<FailurePattern> Patterns => _patterns;

    /// <summary>Those that conditions alone decide.</summary>
    internal IReadOnlyList<FailurePattern> WithoutLiterals { get; }

    internal LiteralScanner Scanner => _scanner;

    /// <summary>A matcher of patterns whose literals are known to be right.</summary>
    internal static PatternMatcher Of(IEnumerable<FailurePattern> patterns)
    {
        FailurePattern[] all = [.. patterns];
        var needles = new Dictionary<(string Text, bool Ordinal, ScanEdge Before, ScanEdge After), List<MatcherEntry>>();
        var literals = new List<ScanLiteral>();
        var lists = new List<List<MatcherEntry>>();
        for (int i = 0; i < all.Length; i++)
        {
            Add(i, all[i].Any, LiteralUse.Any);
            Add(i, all[i].All, LiteralUse.All);
            Add(i, all[i].Unless, LiteralUse.Unless);
        }

        return new PatternMatcher(all, [.. lists.Select(list => list.ToArray())], LiteralScanner.Create(literals));

        void Add(int pattern, IReadOnlyList<string> texts, LiteralUse use)
        {
            for (int place = 0; place < texts.Count; place++)
            {
                PatternLiteral literal = PatternLiteral.Read(texts[place], all[pattern].IsOrdinal, out string? problem) ?? throw new ArgumentException(problem, nameof(patterns));
                ScanLiteral anchor = literal.Sought;
                var key = (anchor.IsOrdinal ? anchor.Text : anchor.Text.ToUpperInvariant(), anchor.IsOrdinal, anchor.Before, anchor.After);
                if (!needles.TryGetValue(key, out List<MatcherEntry>? entries))
                {
                    needles.Add(key, entries = []);
                    lists.Add(entries);
                    literals.Add(anchor);
                }

                entries.Add(new MatcherEntry(pattern, literal, use, place, all[pattern].Scope));
            }
        }
    }

    /// <summary>Matches a text. The result is to be disposed of and not to be used afterwards.</summary>
    internal MatchRun Match(ReadOnlySpan<char> text)
    {
        MatchRun run = Interlocked.Exchange(ref _spare, null) ?? new MatchRun(this);
        run.Read(text);
        return run;
    }

    internal ReadOnlySpan<MatcherEntry> EntriesOf(int needle) => _entries[needle];

    internal void TakeBack(MatchRun run) => Volatile.Write(ref _spare, run);
}
