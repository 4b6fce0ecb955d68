namespace WorkflowResilience.Analysis;

/// <summary>What a diagnosis rests on, in so few classes that each can be measured.</summary>
internal static class DiagnosisBasis
{
    /// <summary>Nothing was found that names a cause.</summary>
    internal const string Nothing = "nothing", Wrapper = "wrapper";

    // Evidence of another category that is weaker by less than a tier contests the first.
    private const double Contest = 35;

    internal static string Of(List<Evidence> ranked)
    {
        if (ranked.Count == 0) return Nothing;
        Evidence first = ranked[0];
        if (first.Pattern.Says == PatternMeaning.Wrapper) return Wrapper;
        bool contested = ranked.Exists(e => e.Pattern.Category != first.Pattern.Category && first.Score - e.Score < Contest);
        bool aside = first.Standing is not (LineStanding.Claims or LineStanding.Neutral);
        return (first.Pattern.Says, first.Pattern.Tier, contested || aside) switch
        {
            (PatternMeaning.Symptom, 1, _) => "symptom-1",
            (PatternMeaning.Symptom, _, false) => "symptom",
            (PatternMeaning.Symptom, _, true) => "symptom-contested",
            (_, 3, false) => "cause-3",
            (_, 3, true) => "cause-3-contested",
            (_, 2, false) => "cause-2",
            (_, 2, true) => "cause-2-contested",
            _ => "cause-1",
        };
    }
}
