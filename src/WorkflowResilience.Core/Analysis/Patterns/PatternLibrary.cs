namespace WorkflowResilience.Analysis;

/// <summary>The packs of patterns in effect. Thread-safe; a change takes effect at once for all that follows, and a diagnosis that is under way ends with what it began with.</summary>
public sealed class PatternLibrary
{
    private PatternSet _current;

    /// <summary>A library of packs. Later packs take the place of patterns of earlier ones that have the same id.</summary>
    /// <param name="packs">The packs.</param>
    public PatternLibrary(params IEnumerable<PatternPack> packs)
    {
        ArgumentNullException.ThrowIfNull(packs);
        _current = new PatternSet(packs);
    }

    /// <summary>The packs, in the order in which they override one another.</summary>
    public IReadOnlyList<PatternPack> Packs => Current.Packs;

    internal PatternSet Current => Volatile.Read(ref _current);
}
