namespace WorkflowResilience.Analysis;

/// <summary>
/// Finds all patterns in a text: one scan of each of its tables for all literals, then the rest of what each pattern asks for. Immutable and thread-safe.
/// </summary>
internal sealed class PatternMatcher
{
    private readonly MatcherPart[] _parts;
    private IReadOnlyList<FailurePattern>? _withoutLiterals;
    private MatchRun? _spare;

    /// <summary>A matcher of tables. A pattern's index is that in its table behind the patterns of the tables before it.</summary>
    internal PatternMatcher(params MatcherPart[] parts)
    {
        _parts = parts;
        Patterns = parts.Length == 1 ? parts[0].Table.Patterns : new JoinedList<FailurePattern>([.. parts.Select(part => part.Table.Patterns)]);
    }

    /// <summary>All patterns of its tables, those that are not looked for included.</summary>
    internal IReadOnlyList<FailurePattern> Patterns { get; }

    /// <summary>Those that conditions alone decide.</summary>
    internal IReadOnlyList<FailurePattern> WithoutLiterals => _withoutLiterals ??= [.. _parts.SelectMany(part => part.WithoutLiterals())];

    /// <summary>What finds the literals of its first table: the scan that the time of a diagnosis is measured by.</summary>
    internal ScanTable Scanner => _parts[0].Table.Scan;

    internal ReadOnlySpan<MatcherPart> Parts => _parts;

    /// <summary>A matcher of patterns whose literals are known to be right.</summary>
    internal static PatternMatcher Of(IEnumerable<FailurePattern> patterns) => new(new MatcherPart(PatternTableBuilder.Of(patterns)));

    /// <summary>Matches a text. The result is to be disposed of and not to be used afterwards.</summary>
    internal MatchRun Match(ReadOnlySpan<char> text)
    {
        MatchRun run = Interlocked.Exchange(ref _spare, null) ?? new MatchRun(this);
        run.Read(text);
        return run;
    }

    internal void TakeBack(MatchRun run) => Volatile.Write(ref _spare, run);
}
