namespace WorkflowResilience.Evaluation;

/// <summary>How well the analyzer did on labelled failures.</summary>
internal sealed class Score(IReadOnlyList<JudgedRow> rows)
{
    internal static readonly string[] Categories =
        ["Authentication", "CodeQuality", "Configuration", "ExternalDependency", "Infrastructure", "Network", "RateLimiting", "ResourceExhaustion", "Unknown"];

    internal double Accuracy => Share(rows, row => row.IsRight);

    internal double Coverage => Share(rows, row => row.IsAnswered);

    internal double Precision => Share([.. rows.Where(row => row.IsAnswered)], row => row.IsRight);

    internal double Verdict => Share(rows, row => row.VerdictIsRight);

    internal int Wasted => rows.Count(row => row.SaidTransient && !row.Row.Transient);

    internal int Missed => rows.Count(row => !row.SaidTransient && row.Row.Transient);

    internal double MacroF1 => Categories.Where(c => rows.Any(r => r.Row.Category == c)).Average(F1);

    internal double Recall(string category) => Share([.. rows.Where(row => row.Row.Category == category)], row => row.IsRight);

    internal double PrecisionOf(string category) => Share([.. rows.Where(row => Said(row) == category)], row => row.IsRight);

    internal void Print(TextWriter output, string name)
    {
        output.WriteLine($"{name}: {rows.Count} rows");
        output.WriteLine($"  accuracy {Accuracy:0.000}  macro-F1 {MacroF1:0.000}  coverage {Coverage:0.000}  precision when answering {Precision:0.000}");
        output.WriteLine($"  verdict {Verdict:0.000}  ({Wasted} wasted retries, {Missed} missed)");
        output.WriteLine($"  {"",-20}{"rows",5}{"recall",8}{"precis.",8}   said");
        foreach (string category in Categories)
        {
            JudgedRow[] mine = [.. rows.Where(row => row.Row.Category == category)];
            string wrong = string.Join(", ", mine.Where(row => !row.IsRight).GroupBy(row => row.Said).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count()}"));
            output.WriteLine($"  {category,-20}{mine.Length,5}{Recall(category),8:0.000}{PrecisionOf(category),8:0.000}   {wrong}");
        }
    }

    private static string Said(JudgedRow row) => row.Said == JudgedRow.None ? "Unknown" : row.Said;

    private double F1(string category)
    {
        double recall = Recall(category), precision = PrecisionOf(category);
        return recall + precision == 0 ? 0 : 2 * recall * precision / (recall + precision);
    }

    private static double Share(IReadOnlyCollection<JudgedRow> rows, Func<JudgedRow, bool> counts) => rows.Count == 0 ? 0 : rows.Count(counts) / (double)rows.Count;
}
