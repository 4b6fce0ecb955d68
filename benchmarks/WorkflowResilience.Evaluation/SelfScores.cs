using WorkflowResilience.Analysis;

namespace WorkflowResilience.Evaluation;

/// <summary>Diagnoses every pattern's own examples with all packs together: where another pattern decides, the two contradict each other.</summary>
internal static class SelfScores
{
    internal static int Run(FailureAnalyzer analyzer, IEnumerable<PatternPack> packs)
    {
        int examples = 0, other = 0;
        foreach (FailurePattern pattern in packs.SelectMany(pack => pack.Patterns))
        {
            foreach (string text in pattern.Matches)
            {
                examples++;
                FailureDiagnosis? diagnosis = analyzer.Diagnose(text);
                if (pattern.IsConditionalOrWrapper() || (diagnosis?.Category == pattern.Category && diagnosis.Verdict == pattern.Verdict)) continue;
                other++;
                DiagnosedCause? winner = diagnosis?.Causes.Count > 0 ? diagnosis.Causes[0] : null;
                Console.WriteLine($"{pattern.Id} ({pattern.Category}, tier {pattern.Tier}, {pattern.Says}, {pattern.Verdict}) loses to {winner?.Pattern ?? "nothing"} ({winner?.Category}, tier {winner?.Tier}, {winner?.Verdict}) at '{winner?.Text?.Substring(winner.Start, winner.Length)}'");
                Console.WriteLine($"    {text.ReplaceLineEndings("\n    ")}");
            }
        }

        Console.WriteLine($"{examples} examples, {other} of them decided otherwise");
        return 0;
    }

    private static bool IsConditionalOrWrapper(this FailurePattern pattern) => pattern.When.Count > 0 || pattern.Says == PatternMeaning.Wrapper;
}
