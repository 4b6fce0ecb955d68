using WorkflowResilience.Analysis;

namespace WorkflowResilience.Evaluation;

/// <summary>A labelled message beside what the analyzer said of it.</summary>
internal sealed record JudgedRow(LabelledRow Row, FailureDiagnosis? Diagnosis)
{
    internal const string None = "None";

    internal string Said => Diagnosis?.Category.ToString() ?? None;

    internal bool IsAnswered => Diagnosis is { Category: not FailureCategory.Unknown };

    internal bool IsRight => string.Equals(Said, Row.Category, StringComparison.Ordinal);

    /// <summary>A retry follows only from a transient verdict.</summary>
    internal bool SaidTransient => Diagnosis?.Verdict == FailureVerdict.Transient;

    internal bool VerdictIsRight => SaidTransient == Row.Transient;

    internal static IReadOnlyList<JudgedRow> Judge(FailureAnalyzer analyzer, IEnumerable<LabelledRow> rows) => [.. rows.Select(row => new JudgedRow(row, analyzer.Diagnose(row.Text)))];
}
