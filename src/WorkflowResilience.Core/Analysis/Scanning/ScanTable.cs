namespace WorkflowResilience.Analysis;

/// <summary>Needles and all that finds them: what a scanner is beside the literals that it was made of. Immutable and thread-safe.</summary>
internal sealed class ScanTable
{
    private AutomatonPair? _automata;

    internal ScanTable(ScanLiteral[] literals, SievePath path)
    {
        Set = new NeedleSet(literals);
        Sieve = new Sieve(literals.Length, path, ShortSieve.Tables(Set));
        Index = new GramIndex(Set, Sieve);
    }

    /// <summary>A table of which all that takes long was found out before.</summary>
    /// <param name="set">The needles.</param>
    /// <param name="offsets">Where in each its gram is.</param>
    /// <param name="shorts">What lets the short ones through; null when there are none.</param>
    internal ScanTable(NeedleSet set, ReadOnlySpan<ushort> offsets, byte[]? shorts)
    {
        Set = set;
        Sieve = new Sieve(set.Needles.Length, Sieve.WidestPath, shorts);
        Index = new GramIndex(set, Sieve, offsets);
    }

    internal NeedleSet Set { get; }

    internal Sieve Sieve { get; }

    internal GramIndex Index { get; }

    /// <summary>Whether some text was such that the automata were needed.</summary>
    internal bool HasAutomata => _automata is not null;

    // Two threads that need it first both build it, and one of the two is kept.
    internal AutomatonPair Automata => Volatile.Read(ref _automata) ?? Interlocked.CompareExchange(ref _automata, new AutomatonPair(Set), null) ?? _automata;

    internal ScanHits Scan(ReadOnlySpan<byte> text) => new(this, text);

    internal long Count(ReadOnlySpan<byte> text)
    {
        using ScanHits hits = Scan(text);
        return hits.CountRest();
    }

    internal ScanHit HitOf(int needle, long end)
    {
        ref readonly Needle found = ref Set.Needles[needle];
        return new ScanHit(found.Literal, end - found.Length, found.Length);
    }
}
