using System.Globalization;

namespace WorkflowResilience.Analysis;

/// <summary>Says in words why the first cause stands before the second.</summary>
internal static class RankingRules
{
    internal static void Tell(List<Evidence> ranked, List<string> rules)
    {
        if (ranked.Count == 0) return;
        Evidence first = ranked[0];
        rules.Add(first.Number == 0 ? "the failure's structure" : string.Create(CultureInfo.InvariantCulture, $"{Of(first.Pattern.Says)} of tier {first.Pattern.Tier} on line {first.Number}, {Of(first.Standing)}"));
        int next = ranked.FindIndex(e => e.Pattern.Category != first.Pattern.Category);
        if (next < 0) return;
        Evidence second = ranked[next];
        string why = Consequences.Follows(second, first) ? "that follows from it"
            : first.Pattern.Says != second.Pattern.Says ? $"{Of(first.Pattern.Says)} goes before {Of(second.Pattern.Says)}"
            : first.Pattern.Tier != second.Pattern.Tier ? string.Create(CultureInfo.InvariantCulture, $"tier {first.Pattern.Tier} goes before tier {second.Pattern.Tier}")
            : first.Standing != second.Standing ? $"{Of(first.Standing)} goes before {Of(second.Standing)}"
            : "the category goes first, or it is nearer to the end";
        rules.Add($"before {second.Pattern.Id}: {why}");
    }

    private static string Of(PatternMeaning says) => says switch
    {
        PatternMeaning.Symptom => "a symptom",
        PatternMeaning.Assertion => "an assertion",
        PatternMeaning.Wrapper => "a wrapper",
        _ => "a cause",
    };

    private static string Of(LineStanding standing) => standing switch
    {
        LineStanding.Claims => "a line that tells of an error",
        LineStanding.Secondary => "a line about what followed",
        LineStanding.Tested => "a test's report",
        LineStanding.Counted => "a line that counts",
        LineStanding.Wrapped => "a line that only says that it failed",
        LineStanding.Chatted => "a line that informs or warns",
        _ => "a line that claims nothing",
    };
}
