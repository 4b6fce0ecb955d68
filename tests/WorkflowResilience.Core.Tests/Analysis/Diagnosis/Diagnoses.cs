using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>Diagnoses with the built-in packs, read once for all tests.</summary>
internal static class Diagnoses
{
    private static readonly FailureAnalyzer s_analyzer = new(new PatternLibrary());

    internal static FailureDiagnosis? Of(string text) => s_analyzer.Diagnose(text);

    internal static FailureCategory? CategoryOf(string text) => Of(text)?.Category;
}
