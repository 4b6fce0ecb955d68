using System.Globalization;

namespace WorkflowResilience.Analysis;

/// <summary>All that can be said of a pack by itself: names, literals, conditions, its own tests.</summary>
internal static class PackCheck
{
    private const int MostPatterns = 5_000;
    private const int MostLiterals = 500;

    internal static IReadOnlyList<PackProblem> Of(PatternPack pack)
    {
        var problems = new List<PackProblem>();
        if (!IsName(pack.Name, points: false)) Tell("pack", $"'{pack.Name}' is no name of a pack: small letters, digits and hyphens, beginning with a letter, 40 at most.");
        if (!System.Version.TryParse(pack.Version, out _)) Tell("version", $"'{pack.Version}' is no version; write it as 1.0.0.");
        if (pack.Patterns.Count > MostPatterns) Tell("patterns", string.Create(CultureInfo.InvariantCulture, $"There are {pack.Patterns.Count} patterns; {MostPatterns} are the most."));
        for (int i = 0; i < pack.Disabled.Count; i++)
        {
            if (!IsName(pack.Disabled[i], points: true)) Tell($"disable[{i}]", $"'{pack.Disabled[i]}' is no id of a pattern.");
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        var sound = new List<(int Index, FailurePattern Pattern)>();
        for (int i = 0; i < pack.Patterns.Count; i++)
        {
            FailurePattern? pattern = pack.Patterns[i];
            if (pattern is null)
            {
                Tell($"patterns[{i}]", "There is null where a pattern belongs; remove it.");
                continue;
            }

            int before = problems.Count;
            if (!ids.Add(pattern.Id ?? "")) Tell(At(i, pattern), "Another pattern of the pack has this id; give it one of its own.");
            foreach ((string path, string reason) in Wrong(pattern)) Tell($"{At(i, pattern)}: {path}", reason);
            if (problems.Count == before) sound.Add((i, pattern));
        }

        if (problems.Count == 0) problems.AddRange(PackTests.Problems(pack, sound));
        return problems;

        void Tell(string path, string reason) => problems.Add(new PackProblem(pack.Source, path, reason));
    }

    internal static string At(int index, FailurePattern pattern) => string.Create(CultureInfo.InvariantCulture, $"patterns[{index}] {pattern.Id}");

    private static IEnumerable<(string Path, string Reason)> Wrong(FailurePattern pattern)
    {
        if (!IsName(pattern.Id, points: true)) yield return ("id", $"'{pattern.Id}' is no id: small letters, digits, hyphens and points, beginning with a letter, as in my-pack.what-happened.");
        if (string.IsNullOrWhiteSpace(pattern.Title)) yield return ("title", "The root cause is missing; say it in a sentence.");
        if (pattern.Tier is < 1 or > 3) yield return ("tier", string.Create(CultureInfo.InvariantCulture, $"The tier is {pattern.Tier}; it must be 1, 2 or 3."));
        if (!Enum.IsDefined(pattern.Category)) yield return ("category", "There is no such category.");
        if (pattern.Says == PatternMeaning.Wrapper && pattern.Category != FailureCategory.Unknown) yield return ("category", "A wrapper says only that something failed; its category is Unknown.");
        if (pattern.Any.Count == 0 && (pattern.All.Count > 0 || pattern.Unless.Count > 0)) yield return ("any", "There are other literals but none that finds the place; move one of all here.");
        if (pattern.Any.Count == 0 && !pattern.IsConditional) yield return ("any", "The pattern has neither literals nor conditions and would match everything.");
        if (pattern.Any.Count > 0 && pattern.Matches.Count == 0) yield return ("tests.match", "There is no text that the pattern must match; a pattern is not believed without one.");
        foreach ((string path, string reason) in WrongLiterals(pattern)) yield return (path, reason);
        for (int i = 0; i < pattern.Recommendations.Count; i++)
        {
            if (pattern.Recommendations[i] is null || string.IsNullOrWhiteSpace(pattern.Recommendations[i].Text)) yield return ($"recommendations[{i}].text", "A recommendation without a text recommends nothing.");
        }

        foreach ((string list, IReadOnlyList<object?> values) in new (string, IReadOnlyList<object?>)[]
            { ("when", pattern.When), ("exceptions", pattern.ExceptionTypes), ("factors", pattern.Factors), ("tests.match", pattern.Matches), ("tests.noMatch", pattern.MatchesNot) })
        {
            for (int i = 0; i < values.Count; i++)
            {
                if (values[i] is null) yield return ($"{list}[{i}]", "There is null where a value belongs; remove it.");
            }
        }

        for (int i = 0; i < pattern.StatusCodes.Count; i++)
        {
            if (pattern.StatusCodes[i] is < 100 or > 599) yield return ($"status[{i}]", string.Create(CultureInfo.InvariantCulture, $"{pattern.StatusCodes[i]} is no HTTP status; it must be from 100 to 599."));
        }

        if (ConditionCheck.Contradiction([.. pattern.When.OfType<PatternCondition>()]) is { } contradiction) yield return ("when", contradiction);
    }

    private static IEnumerable<(string Path, string Reason)> WrongLiterals(FailurePattern pattern)
    {
        if (pattern.Any.Count + pattern.All.Count + pattern.Unless.Count > MostLiterals)
            yield return ("any", string.Create(CultureInfo.InvariantCulture, $"There are more than {MostLiterals} literals; make several patterns of it."));
        var seen = new HashSet<string>(pattern.IsOrdinal ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        foreach ((string list, IReadOnlyList<string> literals) in new[] { ("any", pattern.Any), ("all", pattern.All), ("unless", pattern.Unless) })
        {
            for (int i = 0; i < literals.Count; i++)
            {
                string path = string.Create(CultureInfo.InvariantCulture, $"{list}[{i}]");
                if (literals[i] is not { } text) yield return (path, "There is null where a literal belongs; remove it.");
                else if (text.Contains('\n', StringComparison.Ordinal)) yield return (path, "A literal cannot span lines; use two, with the scope near.");
                else if (PatternLiteral.Read(text, pattern.IsOrdinal, out string? problem) is not { } literal) yield return (path, problem!);
                else if (literal.TooShort() is { } tooShort) yield return (path, tooShort);
                else if (!seen.Add(text)) yield return (path, $"'{text}' stands twice in the pattern; remove one.");
            }
        }
    }

    private static bool IsName(string? text, bool points) =>
        text is { Length: > 0 and <= 100 } && char.IsAsciiLetterLower(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-' || (points && c == '.'));
}
