namespace WorkflowResilience.Analysis;

/// <summary>What a diagnosis rests on, in so few classes that each can be measured.</summary>
internal static class DiagnosisBasis
{
    /// <summary>Nothing was found that names a cause.</summary>
    internal const string Nothing = "nothing";

    /// <summary>Only something that says that it failed.</summary>
    internal const string Wrapper = "wrapper";

    internal static string Of(List<Evidence> ranked)
    {
        if (ranked.Count == 0) return Nothing;
        Evidence first = ranked[0];
        if (first.Pattern.Says == PatternMeaning.Wrapper) return Wrapper;
        if (first.Pattern is { Says: PatternMeaning.Symptom, Tier: 1 }) return "symptom-1";
        bool agreed = false, disputed = first.Standing is not (LineStanding.Claims or LineStanding.Neutral);
        for (int i = 1; i < ranked.Count; i++)
        {
            FailurePattern other = ranked[i].Pattern;
            if (other.Category == first.Pattern.Category) agreed = true;
            else if (other.Category != FailureCategory.Unknown) disputed = true;
        }

        string basis = first.Pattern.Says == PatternMeaning.Symptom ? "symptom" : first.Pattern.Tier switch { 3 => "cause-3", 2 => "cause-2", _ => "cause-1" };
        return basis is "symptom" or "cause-1" ? basis : agreed ? $"{basis}-agreed" : disputed ? $"{basis}-disputed" : basis;
    }
}
