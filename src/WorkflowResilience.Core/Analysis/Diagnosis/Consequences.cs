using System.Buffers;
using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>
/// What follows from what stood before it, however loudly it complains: a thing that is missing because fetching it failed, a service of the same machine that refuses because it
/// never started, a report that could not be stored after the tests had failed.
/// </summary>
internal static class Consequences
{
    // A cause this many lines back may still have made a later line.
    private const int Reach = 12, Longest = 1024;

    private static readonly SearchValues<string> s_missing = SearchValues.Create(
        ["not found", "no such file", "no such image", "unable to locate", "could not locate", "no package", "no matching", "does not exist", "doesn't exist", "could not find", "couldn't find",
        "cannot find", "can't find", "unable to find", "cannot stat", "cannot open", "not recognized as", "no installation candidate"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> s_stored = SearchValues.Create(["upload", "PutObject", "artifact", "cache", "coverage", "report", "publish"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> s_refused = SearchValues.Create(["refused"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> s_loopback = SearchValues.Create(["localhost", "127.0.0.1", "[::1]", "0.0.0.0"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Puts the cause before the consequence that had been found stronger.</summary>
    internal static void Apply(List<Evidence> ranked)
    {
        if (ranked.Count < 2 || ranked[0].Number == 0) return;
        Evidence first = ranked[0];
        int cause = 1;
        while (cause < ranked.Count && !Follows(first, ranked[cause])) cause++;
        if (cause == ranked.Count) return;
        Evidence moved = ranked[cause];
        ranked.RemoveAt(cause);
        ranked.Insert(0, moved with { Score = first.Score });
    }

    /// <summary>Whether the later of two pieces of evidence follows from the earlier.</summary>
    internal static bool Follows(in Evidence late, in Evidence early)
    {
        if (early.Number == 0 || late.Number <= early.Number || late.Number - early.Number > Reach || early.Pattern.Tier < 2 || early.Pattern.Category == late.Pattern.Category) return false;
        FailureCategory cause = early.Pattern.Category;
        bool happened = early.Pattern.Says == PatternMeaning.Cause && (early.Standing is LineStanding.Claims or LineStanding.Neutral or LineStanding.Secondary);
        return late.Pattern.Category switch
        {
            FailureCategory.Configuration => happened && Fetching(cause) && Has(late.Line, s_missing),
            FailureCategory.Network => happened && cause is not (FailureCategory.ExternalDependency or FailureCategory.Unknown) && Has(late.Line, s_refused) && Has(late.Line, s_loopback),
            FailureCategory.Authentication => cause == FailureCategory.CodeQuality && (early.Pattern.Says is PatternMeaning.Cause or PatternMeaning.Assertion) && Has(late.Line, s_stored),
            _ => false,
        };
    }

    private static bool Fetching(FailureCategory cause) =>
        cause is FailureCategory.Network or FailureCategory.ExternalDependency or FailureCategory.RateLimiting or FailureCategory.ResourceExhaustion or FailureCategory.Authentication;

    private static bool Has(ReadOnlyMemory<byte> line, SearchValues<string> words)
    {
        Span<char> text = stackalloc char[Longest];
        int length = Encoding.UTF8.TryGetChars(line.Span[..Math.Min(line.Length, Longest)], text, out int written) ? written : 0;
        return text[..length].ContainsAny(words);
    }
}
