namespace WorkflowResilience.Analysis;

/// <summary>The patterns in effect at one time, and what finds them. Immutable.</summary>
internal sealed class PatternSet
{
    private readonly Dictionary<FailurePattern, PatternPack> _packs = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<PatternMatcher> _matcher;

    internal PatternSet(IEnumerable<PatternPack> packs)
    {
        Packs = [.. packs];
        var disabled = Packs.SelectMany(pack => pack.Disabled).ToHashSet(StringComparer.Ordinal);
        var byId = new Dictionary<string, FailurePattern>(StringComparer.Ordinal);
        foreach (PatternPack pack in Packs)
        {
            foreach (FailurePattern pattern in pack.Patterns)
            {
                byId[pattern.Id] = pattern;
                _packs[pattern] = pack;
            }
        }

        FailurePattern[] patterns = [.. byId.Values.Where(pattern => !disabled.Contains(pattern.Id))];
        _matcher = new Lazy<PatternMatcher>(() => PatternMatcher.Of(patterns));
    }

    internal IReadOnlyList<PatternPack> Packs { get; }

    internal PatternMatcher Matcher => _matcher.Value;

    /// <summary>The name and the version of the pack that a pattern is from.</summary>
    /// <remarks>Null for evidence that is from no pack.</remarks>
    internal string? PackOf(FailurePattern pattern) => _packs.TryGetValue(pattern, out PatternPack? pack) ? $"{pack.Name} {pack.Version}" : null;
}
