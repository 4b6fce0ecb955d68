namespace WorkflowResilience.Analysis;

/// <summary>
/// The packs of patterns in effect: the built-in ones and those of the host. Thread-safe; a change takes effect at once for all that follows, and a diagnosis that is under way
/// ends with what it began with.
/// </summary>
/// <remarks>
/// A pattern of the host with the id of a built-in one takes its place, and a pack may take out patterns by their ids. The built-in packs are read when they are first needed,
/// which <see cref="Load"/> does ahead of time, and at once when there are packs of the host to be compared with them.
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
        if (_own.Contains(null!)) throw new ArgumentException("There is null among the packs.", nameof(packs));
        _current = _own.Length == 0 ? Made(_own) : Checked(_own, null);
    }

    /// <summary>The packs: the built-in ones, then the host's in the order in which they were added.</summary>
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

    /// <summary>A pattern as it is in effect: the starting point of one that overrides it, written <c>library.Find("git.host-key")! with { … }</c>.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The pattern; null when there is none of this id, or a pack has taken it out.</returns>
    public FailurePattern? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Current.Find(id);
    }

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
            Swap(packs, Checked(packs, pack));
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
            Swap(packs, Made(packs));
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

    private void Swap(PatternPack[] packs, Lazy<PatternSet> made)
    {
        // Made before it is in effect: a diagnosis never waits for it, and never meets half of it.
        _ = made.Value.Matcher;
        _own = packs;
        Volatile.Write(ref _current, made);
    }

    private Lazy<PatternSet> Checked(PatternPack[] packs, PatternPack? used)
    {
        Lazy<PatternSet> made = Made(packs);
        IReadOnlyList<PackProblem> problems = new PackClashes(made.Value, packs, _withBuiltIn ? BuiltInPacks.Ids.ToHashSet(StringComparer.Ordinal) : []).Of(used);
        return problems.Count == 0 ? made : throw new PatternPackException(problems);
    }

    private Lazy<PatternSet> Made(PatternPack[] packs) => new(() => new PatternSet(_withBuiltIn ? BuiltInPacks.Image : null, packs));
}
