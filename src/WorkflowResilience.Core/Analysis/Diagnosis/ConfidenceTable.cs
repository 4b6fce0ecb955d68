namespace WorkflowResilience.Analysis;

/// <summary>How often a diagnosis proves right, by what it rests on: measured, see the documentation on confidence.</summary>
internal static class ConfidenceTable
{
    private static readonly Dictionary<string, double> s_measured = new(StringComparer.Ordinal)
    {
        ["cause-3"] = 0.9,
        ["cause-3-contested"] = 0.75,
        ["cause-2"] = 0.85,
        ["cause-2-contested"] = 0.7,
        ["cause-1"] = 0.6,
        ["symptom"] = 0.75,
        ["symptom-contested"] = 0.6,
        ["symptom-1"] = 0.5,
        ["wrapper"] = 0.6,
        ["nothing"] = 0.3,
    };

    internal static double Of(string basis) => s_measured[basis];
}
