namespace WorkflowResilience.Analysis;

/// <summary>
/// The packs of patterns in effect: the built-in ones and those of the host. Thread-safe; a change takes effect at once for all that follows, and a diagnosis that is under way
/// ends with what it began with.
/// </summary>
/// <remarks>
/// A pattern with the id of another takes its place, a pack may take out patterns by their ids, and the pack added last goes first. The built-in packs are read when they are
/// first needed, which <see cref="Load"/> does ahead of time.
/// </remarks>
public sealed class PatternLibrary
{
    private readonly Lock _changing = new();
    private readonly bool _withBuiltIn;
    private Lazy<PatternSet> _current;
    private PatternPack[] _own;

    /// <summary>The built-in packs, and packs of the host after them.</summary>
    /// <param name="packs">The host's packs.</param>
    /// <exception cref="PatternPackException">The packs contradict each other; the exception names all problems with their places.</exception>
    public PatternLibrary(params IEnumerable<PatternPack> packs)
        : this(packs, withBuiltIn: true)
    {
    }

    private PatternLibrary(IEnumerable<PatternPack> packs, bool withBuiltIn)
    {
        ArgumentNullException.ThrowIfNull(packs);
        _withBuiltIn = withBuiltIn;
        _own = [.. packs];
        _current = Made(_own);
    }

    /// <summary>The packs, in the order in which they override one another.</summary>
    public IReadOnlyList<PatternPack> Packs => Current.Packs;

    internal PatternSet Current => Volatile.Read(ref _current).Value;

    /// <summary>Packs of the host without the built-in ones.</summary>
    /// <param name="packs">The packs.</param>
    /// <exception cref="PatternPackException">The packs contradict each other; the exception names all problems with their places.</exception>
    public static PatternLibrary Only(params IEnumerable<PatternPack> packs) => new(packs, withBuiltIn: false);

    /// <summary>Reads what has not been read yet, so that the first diagnosis need not. Takes some milliseconds.</summary>
    public void Load() => _ = Current.Matcher;

    /// <summary>Begins to read it on a thread of the pool; whoever needs it before it is there waits for it. Never throws.</summary>
    internal void LoadInBackground() => ThreadPool.UnsafeQueueUserWorkItem(static library => library.TryLoad(), this, preferLocal: false);

    /// <summary>Adds a pack, or puts it in the place of the one with its name.</summary>
    /// <param name="pack">The pack.</param>
    /// <exception cref="PatternPackException">It contradicts the other packs; what was in effect stays.</exception>
    public void Use(PatternPack pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        lock (_changing)
        {
            int index = Array.FindIndex(_own, own => string.Equals(own.Name, pack.Name, StringComparison.Ordinal));
            PatternPack[] packs = [.. _own];
            if (index < 0) packs = [.. packs, pack];
            else packs[index] = pack;
            Swap(packs);
        }
    }

    /// <summary>Takes a pack of the host out.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (_changing)
        {
            PatternPack[] packs = [.. _own.Where(own => !string.Equals(own.Name, name, StringComparison.Ordinal))];
            if (packs.Length == _own.Length) return false;
            Swap(packs);
            return true;
        }
    }

    private void TryLoad()
    {
        try
        {
            Load();
        }
        catch (Exception)
        {
            // The first diagnosis meets the same exception, and tells it.
        }
    }

    private void Swap(PatternPack[] packs)
    {
        Lazy<PatternSet> made = Made(packs);

        // Made before it is in effect: a diagnosis never waits for it, and never meets half of it.
        _ = made.Value.Matcher;
        _own = packs;
        Volatile.Write(ref _current, made);
    }

    private Lazy<PatternSet> Made(PatternPack[] packs) => new(() => new PatternSet(_withBuiltIn ? BuiltInPacks.Image : null, packs));
}
