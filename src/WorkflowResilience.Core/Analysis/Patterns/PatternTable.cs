namespace WorkflowResilience.Analysis;

/// <summary>Patterns and what finds their literals. Immutable and thread-safe.</summary>
internal sealed class PatternTable
{
    private readonly MatcherEntry[] _entries;
    private readonly int[] _starts;
    private readonly PatternLiteral?[] _wild;

    /// <summary>A table of its parts.</summary>
    /// <param name="patterns">The patterns; one is asked for when it has matched, or when a literal of it with wildcards may have.</param>
    /// <param name="rules">What decides about each.</param>
    /// <param name="scan">What finds what is sought of the literals.</param>
    /// <param name="entries">What each hit of the scan stands for, in the order of the scan's literals.</param>
    /// <param name="starts">For each of the scan's literals the first of its entries, and the number of all behind the last.</param>
    /// <param name="wild">The literals with wildcards; null for those that are to be read from their patterns when they are needed.</param>
    internal PatternTable(IReadOnlyList<FailurePattern> patterns, PatternRule[] rules, ScanTable scan, MatcherEntry[] entries, int[] starts, PatternLiteral?[] wild)
    {
        Patterns = patterns;
        Rules = rules;
        Scan = scan;
        _entries = entries;
        _starts = starts;
        _wild = wild;
    }

    internal IReadOnlyList<FailurePattern> Patterns { get; }

    internal PatternRule[] Rules { get; }

    internal ScanTable Scan { get; }

    internal int WildLiterals => _wild.Length;

    internal ReadOnlySpan<MatcherEntry> EntriesOf(int sought) => _entries.AsSpan(_starts[sought], _starts[sought + 1] - _starts[sought]);

    /// <summary>The literal of an entry with wildcards.</summary>
    internal PatternLiteral LiteralOf(in MatcherEntry entry) => Volatile.Read(ref _wild[entry.Wild]) ?? Read(entry);

    // Two threads may both read it; either result will do.
    private PatternLiteral Read(in MatcherEntry entry)
    {
        FailurePattern pattern = Patterns[entry.Pattern];
        IReadOnlyList<string> texts = entry.Use switch { LiteralUse.Any => pattern.Any, LiteralUse.All => pattern.All, _ => pattern.Unless };
        PatternLiteral literal = PatternLiteral.Read(texts[entry.Place], pattern.IsOrdinal, out string? problem) ?? throw new InvalidDataException(problem);
        Volatile.Write(ref _wild[entry.Wild], literal);
        return literal;
    }
}
