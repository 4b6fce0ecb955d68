namespace WorkflowResilience.Analysis;

/// <summary>The patterns in effect at one time, and what finds them. Immutable.</summary>
internal sealed class PatternSet
{
    private readonly PatternImage? _builtIn;
    private readonly PatternPack[] _own;
    private readonly Dictionary<FailurePattern, PatternPack>? _packs;
    private readonly Lazy<PatternMatcher> _matcher;

    /// <summary>Packs of the host behind those of an image.</summary>
    /// <param name="builtIn">The image; null when there are the host's packs alone. Its tables stay as they are, whatever the host adds.</param>
    /// <param name="own">The host's packs.</param>
    internal PatternSet(PatternImage? builtIn, PatternPack[] own)
    {
        _builtIn = builtIn;
        _own = own;

        // Nothing of the host: what else would have to be loaded and compiled for it waits until it is needed.
        _matcher = builtIn is not null && own.Length == 0 ? new Lazy<PatternMatcher>(new PatternMatcher(new MatcherPart(builtIn.Table))) : WhenNeeded(builtIn, own);
        if (own.Length > 0) _packs = PacksOf(own);
    }

    internal IReadOnlyList<PatternPack> Packs => _builtIn is null ? _own : new JoinedList<PatternPack>(_builtIn.Packs, _own);

    internal PatternMatcher Matcher => _matcher.Value;

    /// <summary>The name and the version of the pack that a pattern is from.</summary>
    /// <remarks>Null for evidence that is from no pack.</remarks>
    internal string? PackOf(FailurePattern pattern) => (_packs?.GetValueOrDefault(pattern) ?? _builtIn?.PackOf(pattern)) is { } pack ? $"{pack.Name} {pack.Version}" : null;

    /// <summary>The pattern with an id; null when there is none, or it was taken out.</summary>
    internal FailurePattern? Find(string id)
    {
        if (Array.Exists(_own, pack => pack.Disabled.Contains(id, StringComparer.Ordinal))) return null;
        return _own.SelectMany(pack => pack.Patterns).LastOrDefault(pattern => string.Equals(pattern.Id, id, StringComparison.Ordinal)) ?? _builtIn?.Find(id);
    }

    private static Dictionary<FailurePattern, PatternPack> PacksOf(PatternPack[] own)
    {
        var packs = new Dictionary<FailurePattern, PatternPack>(ReferenceEqualityComparer.Instance);
        foreach (PatternPack pack in own)
        {
            foreach (FailurePattern pattern in pack.Patterns) packs[pattern] = pack;
        }

        return packs;
    }

    private static Lazy<PatternMatcher> WhenNeeded(PatternImage? builtIn, PatternPack[] own) => new(() => Joined(builtIn, own));

    private static PatternMatcher Joined(PatternImage? builtIn, PatternPack[] own)
    {
        var without = own.SelectMany(pack => pack.Disabled).ToHashSet(StringComparer.Ordinal);
        var byId = new Dictionary<string, FailurePattern>(StringComparer.Ordinal);
        foreach (FailurePattern pattern in own.SelectMany(pack => pack.Patterns)) byId[pattern.Id] = pattern;
        var table = new MatcherPart(PatternTableBuilder.Of(byId.Values.Where(pattern => !without.Contains(pattern.Id))));
        if (builtIn is null) return new PatternMatcher(table);
        without.UnionWith(byId.Keys);
        return new PatternMatcher(new MatcherPart(builtIn.Table, Out(builtIn, without)), table);
    }

    private static bool[]? Out(PatternImage builtIn, HashSet<string> ids)
    {
        bool[]? isOut = null;
        foreach (string id in ids)
        {
            if (builtIn.IndexOf(id) is var index and >= 0) (isOut ??= new bool[builtIn.Table.Rules.Length])[index] = true;
        }

        return isOut;
    }
}
