using System.Globalization;
using CiPipeline.Faults;
using WorkflowResilience;

namespace CiPipeline.Reporting;

/// <summary>One run as a table: the plan on the left, what happened on the right.</summary>
internal static class SummaryTable
{
    private static readonly string[] s_titles = ["stage", "plan", "could succeed", "result", "attempts", "duration", "waited", "failed attempts"];

    public static string Of(IReadOnlyList<StageResult> results)
    {
        string[][] rows = [s_titles, .. results.Select(Row)];
        int[] widths = [.. s_titles.Select((_, column) => rows.Max(row => row[column].Length))];
        IEnumerable<string> lines = rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        return string.Join(Environment.NewLine, lines);
    }

    private static string[] Row(StageResult result) =>
    [
        result.Predicted.Stage.Name,
        result.Predicted.ToString(),
        result.Predicted.Fate switch { StageFate.Succeeds => "yes", StageFate.Fails => "no", _ => "-" },
        (result.Fate switch { StageFate.Succeeds => "succeeded", StageFate.Fails => result.Report!.Reason.Code(), _ => "not reached" }) + (result.AsPredicted ? "" : " (!)"),
        result.Report?.Attempts.ToString(CultureInfo.InvariantCulture) ?? "-",
        Seconds(result.Report?.Duration),
        Seconds(result.Report?.Waited),
        string.Join(", ", result.Causes),
    ];

    private static string Seconds(TimeSpan? time) => time is { Ticks: > 0 } some ? string.Create(CultureInfo.InvariantCulture, $"{some.TotalSeconds:0.00} s") : "-";
}
