namespace WorkflowResilience.Analysis;

/// <summary>What is wrong between packs that are each right by themselves. The built-in packs are not looked at: the host cannot mend them.</summary>
/// <param name="set">All packs together.</param>
/// <param name="own">The host's packs among them.</param>
/// <param name="builtIn">The ids of the built-in patterns that are there.</param>
internal sealed class PackClashes(PatternSet set, IReadOnlyList<PatternPack> own, IReadOnlySet<string> builtIn)
{
    /// <summary>The problems.</summary>
    /// <param name="used">The pack that is new: problems between others, which came about when a pack was removed, are not its fault. Null: all packs are new.</param>
    internal IReadOnlyList<PackProblem> Of(PatternPack? used)
    {
        PatternPack[] looked = used is null ? [.. own] : [used];
        List<PackProblem> problems = [.. used is null ? Names() : [], .. SameIds(used), .. looked.SelectMany(Disabled)];
        if (problems.Count > 0) return problems;
        foreach (PatternPack pack in own)
        {
            var overlaps = new PatternOverlaps(set.Matcher, pack.Source, other => IsOf(pack, other) || (used is not null && pack != used && !IsOf(used, other)) ? null : set.PackOf(other));
            for (int i = 0; i < pack.Patterns.Count; i++)
            {
                if (!IsOut(pack.Patterns[i].Id)) problems.AddRange(overlaps.Of(i, pack.Patterns[i]));
            }
        }

        return problems;
    }

    private IEnumerable<PackProblem> Names() =>
        own.GroupBy(static pack => pack.Name, StringComparer.Ordinal).Where(static same => same.Count() > 1)
            .Select(static same => new PackProblem(same.Last().Source, "pack", $"'{same.First().Source}' has the name '{same.Key}' as well; give each pack a name of its own."));

    private IEnumerable<PackProblem> SameIds(PatternPack? used)
    {
        var first = new Dictionary<string, PatternPack>(StringComparer.Ordinal);

        // The new pack comes last, so that it is the one that is told of.
        foreach (PatternPack pack in own.Where(pack => pack != used).Concat(used is null ? [] : [used]))
        {
            for (int i = 0; i < pack.Patterns.Count; i++)
            {
                FailurePattern pattern = pack.Patterns[i];
                if (first.TryAdd(pattern.Id, pack) || (used is not null && pack != used)) continue;
                yield return new PackProblem(pack.Source, PackCheck.At(i, pattern), $"The pack '{first[pattern.Id].Name}' ({first[pattern.Id].Source}) has a pattern with this id as well; only a built-in pattern can be overridden. Rename one, or remove it.");
            }
        }
    }

    private IEnumerable<PackProblem> Disabled(PatternPack pack)
    {
        for (int i = 0; i < pack.Disabled.Count; i++)
        {
            string id = pack.Disabled[i];
            if (pack.Patterns.Any(pattern => string.Equals(pattern.Id, id, StringComparison.Ordinal)))
                yield return new PackProblem(pack.Source, $"disable[{i}]", $"'{id}' is a pattern of this pack; remove it there. A built-in pattern of this id is overridden by it already.");
            else if (!builtIn.Contains(id) && !own.Any(other => other.Patterns.Any(pattern => string.Equals(pattern.Id, id, StringComparison.Ordinal))))
                yield return new PackProblem(pack.Source, $"disable[{i}]", $"There is no pattern '{id}'{NearestName.Hint(id, [.. builtIn, .. own.SelectMany(other => other.Patterns).Select(pattern => pattern.Id)])}.");
        }
    }

    private bool IsOut(string id) => own.Any(pack => pack.Disabled.Contains(id, StringComparer.Ordinal));

    private static bool IsOf(PatternPack pack, FailurePattern pattern) => pack.Patterns.Any(one => ReferenceEquals(one, pattern));
}
