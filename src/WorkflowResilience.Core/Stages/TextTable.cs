namespace WorkflowResilience;

/// <summary>Rows of text with columns aligned to the right, where digits belong.</summary>
internal static class TextTable
{
    /// <summary>The rows as lines; three spaces between columns.</summary>
    internal static IEnumerable<string> Lines(IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        return rows.Select(row => string.Join("   ", row.Select((cell, column) => cell.PadLeft(widths[column]))).TrimEnd());
    }
}
