namespace WorkflowResilience.Analysis;

/// <summary>How often a diagnosis proves right, by what it rests on: measured, see the documentation on confidence.</summary>
internal sealed record ConfidenceTable
{
    internal static ConfidenceTable Current { get; } = new();

    /// <summary>The confidence in the first of the ranked causes.</summary>
    internal double Of(List<Evidence> ranked)
    {
        if (ranked.Count == 0 || ranked[0].Pattern.Says == PatternMeaning.Wrapper) return 0.3;
        Evidence first = ranked[0];
        bool contested = ranked.Exists(e => e.Pattern.Category != first.Pattern.Category && e.Pattern.Says == first.Pattern.Says && first.Score - e.Score < 60);
        return (first.Pattern.Tier * 0.3) - (contested ? 0.15 : 0) - (first.Pattern.Says == PatternMeaning.Symptom ? 0.1 : 0);
    }
}
