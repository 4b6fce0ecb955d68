namespace WorkflowResilience.Analysis;

/// <summary>How much a piece of evidence says: the one place that knows the weights.</summary>
internal static class EvidenceWeights
{
    private const double Cause = 300, Symptom = 150, Tier = 40, ChosenLine = 12, Near = 10, Longest = 60;

    internal static double Of(FailurePattern pattern, LineStanding standing, bool chosen, double nearness, int weight)
    {
        double score = pattern.Says switch { PatternMeaning.Symptom => Symptom, PatternMeaning.Wrapper => 0, _ => Cause };
        score += pattern.Tier * Tier;
        score += standing switch
        {
            LineStanding.Secondary => -100,
            LineStanding.Tested => -25,
            LineStanding.Counted => -80,
            LineStanding.Wrapped => -30,
            LineStanding.Neutral => -10,
            LineStanding.Chatted => -90,
            _ => 0,
        };
        if (chosen) score += ChosenLine;
        score += Near * nearness;
        return score + (Math.Min(weight, Longest) * 0.02) + CategoryPrecedence.Of(pattern.Category);
    }
}
