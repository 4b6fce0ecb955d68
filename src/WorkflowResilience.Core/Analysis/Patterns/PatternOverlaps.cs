using System.Globalization;

namespace WorkflowResilience.Analysis;

/// <summary>Finds patterns that another one makes useless: it looks for the same, or stands before them wherever they match.</summary>
/// <param name="matcher">All patterns.</param>
/// <param name="source">The origin of the pattern that is asked about.</param>
/// <param name="packOf">The pack of the other pattern, as messages name it; null when that one is not to be compared.</param>
internal sealed class PatternOverlaps(PatternMatcher matcher, string source, Func<FailurePattern, string?> packOf)
{
    /// <summary>What is wrong with a pattern, which was in the matcher's making.</summary>
    internal IEnumerable<PackProblem> Of(int index, FailurePattern pattern)
    {
        if (pattern.Any.Count == 0) yield break;
        PatternLiteral[] any = [.. pattern.Any.Select(text => PatternLiteral.Read(text, pattern.IsOrdinal, out _)!)];
        if (Twin(pattern, any) is { } twin)
        {
            yield return new PackProblem(source, PackCheck.At(index, pattern), $"{packOf(twin)} has the same literals and conditions in {twin.Id}, and one of the two can never decide; "
                + "remove yours, or give it that id to take its place.");
        }
        else if (Shadows(pattern, any) is { Count: > 0 } shadows)
        {
            string list = string.Join(", ", shadows.Select(shadow => string.Create(CultureInfo.InvariantCulture, $"{shadow.Id} of {packOf(shadow)} (tier {shadow.Tier})")));
            yield return new PackProblem(source, $"{PackCheck.At(index, pattern)}: any", string.Create(CultureInfo.InvariantCulture,
                $"Wherever it matches, {list} matches as well and decides, because this one's tier is {pattern.Tier}; raise the tier, name a text of its own, or disable the other."));
        }
    }

    private FailurePattern? Twin(FailurePattern pattern, PatternLiteral[] any)
    {
        string line = string.Join(' ', any.Take(1).Concat(pattern.All.Select(text => PatternLiteral.Read(text, pattern.IsOrdinal, out _)!)).Select(literal => literal.Sample));
        return Others(pattern, line).FirstOrDefault(other => IsSame(pattern.Any, other.Any, other) && IsSame(pattern.All, other.All, other) && IsSame(pattern.Unless, other.Unless, other)
            && other.IsOrdinal == pattern.IsOrdinal && other.Scope == pattern.Scope && other.ExitCodes.ToHashSet().SetEquals(pattern.ExitCodes)
            && other.StatusCodes.ToHashSet().SetEquals(pattern.StatusCodes) && other.ExceptionTypes.ToHashSet(StringComparer.Ordinal).SetEquals(pattern.ExceptionTypes)
            && other.When.ToHashSet().SetEquals(pattern.When));
    }

    private static bool IsSame(IReadOnlyList<string> one, IReadOnlyList<string> other, FailurePattern pattern) =>
        one.Count == other.Count && one.ToHashSet(pattern.IsOrdinal ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase).SetEquals(other);

    // The patterns before it, when there is one for each of its literals.
    private HashSet<FailurePattern>? Shadows(FailurePattern pattern, PatternLiteral[] any)
    {
        var shadows = new HashSet<FailurePattern>(ReferenceEqualityComparer.Instance);
        foreach (PatternLiteral literal in any)
        {
            IEnumerable<FailurePattern>? common = null;
            foreach (string sample in literal.Samples)
            {
                FailurePattern[] there = [.. Others(pattern, sample).Where(other => IsBefore(other, pattern))];
                common = common is null ? there : common.Where(there.Contains);
            }

            if (common!.FirstOrDefault() is not { } shadow) return null;
            shadows.Add(shadow);
        }

        return shadows;
    }

    private static bool IsBefore(FailurePattern other, FailurePattern pattern)
    {
        if (other.Tier <= pattern.Tier || other.Says != pattern.Says || pattern.Says == PatternMeaning.Wrapper) return false;
        if (other.All.Count > 0 || other.Unless.Count > 0 || other.IsConditional || (other.IsOrdinal && !pattern.IsOrdinal)) return false;

        // Some categories go before others whatever their tier.
        List<Evidence> both = [Found(other), Found(pattern)];
        CategoryPrecedence.Apply(both);
        return ReferenceEquals(both[0].Pattern, other);
    }

    private static Evidence Found(FailurePattern pattern) => new(pattern, 1, LineStanding.Claims, 0, 0, 0);

    private List<FailurePattern> Others(FailurePattern pattern, string text)
    {
        var others = new List<FailurePattern>();
        using MatchRun run = matcher.Match(text);
        foreach (PatternHit hit in run.Hits)
        {
            FailurePattern other = matcher.Patterns[hit.Pattern];
            if (!ReferenceEquals(other, pattern) && !others.Contains(other) && packOf(other) is not null) others.Add(other);
        }

        return others;
    }
}
