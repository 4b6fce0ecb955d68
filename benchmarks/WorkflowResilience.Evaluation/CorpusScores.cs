using WorkflowResilience.Analysis;

namespace WorkflowResilience.Evaluation;

/// <summary>Scores the analyzer on labelled messages and prints the figures.</summary>
internal static class CorpusScores
{
    internal static int Run(FailureAnalyzer analyzer, string failures, string? benign, bool misses)
    {
        IReadOnlyList<JudgedRow> rows = JudgedRow.Judge(analyzer, LabelledRow.Read(failures));
        new Score([.. rows.Where(row => row.Row.Hard.Length == 0)]).Print(Console.Out, "failures whose text says what they are");
        JudgedRow[] hard = [.. rows.Where(row => row.Row.Hard.Length > 0)];
        if (hard.Length > 0) new Score(hard).Print(Console.Out, "hard failures");
        Calibration.Print(Console.Out, [.. rows.Where(row => row.Row.Hard.Length == 0)]);
        if (misses) foreach (JudgedRow row in rows.Where(row => !row.IsRight || !row.VerdictIsRight)) Print(row);
        if (benign is null) return 0;
        IReadOnlyList<JudgedRow> fine = JudgedRow.Judge(analyzer, LabelledRow.Read(benign));
        JudgedRow[] flagged = [.. fine.Where(row => row.IsAnswered)];
        Console.WriteLine($"benign rows flagged with a category: {flagged.Length} of {fine.Count} ({flagged.Count(row => row.Row.Hard.Length > 0)} of them hard); called a failure at all: {fine.Count(row => row.Diagnosis is not null)}");
        if (misses) foreach (JudgedRow row in fine.Where(row => row.Diagnosis is not null)) Print(row);
        return 0;
    }

    /// <summary>A line for every row, for further counting.</summary>
    internal static int List(FailureAnalyzer analyzer, string failures)
    {
        foreach (JudgedRow row in JudgedRow.Judge(analyzer, LabelledRow.Read(failures)))
            Console.WriteLine(string.Join('\t', row.Row.Id, row.Row.Category, row.Said, row.Diagnosis?.Basis ?? "-", row.Diagnosis?.Pattern ?? "-", string.Join(';', LogReading.Of(row.Row.Text).Pieces.SelectMany(p => p.Text.Lines).OrderByDescending(l => l.Score).Take(3).Select(l => $"{l.Role}{l.Score}")), row.Diagnosis is { Rules.Count: > 0 } said ? said.Rules[0] : "-"));
        return 0;
    }

    private static void Print(JudgedRow row)
    {
        Console.WriteLine();
        Console.WriteLine($"{row.Row.Id} [{row.Row.Family}] {row.Row.Hard} is {row.Row.Category}{(row.Row.Transient ? " transient" : "")}; said {row.Said}{(row.SaidTransient ? " transient" : "")}");
        foreach (DiagnosedCause cause in row.Diagnosis?.Causes.Take(4) ?? []) Console.WriteLine($"    {cause.Pattern} ({cause.Category}, tier {cause.Tier}) line {cause.Line}: {cause.Text?[cause.Start..(cause.Start + cause.Length)]}");
        foreach (string line in row.Row.Text.Split('\n').Take(14)) Console.WriteLine($"  | {(line.Length > 400 ? line[..400] + "…" : line)}");
    }
}
