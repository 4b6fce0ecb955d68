using System.Text.RegularExpressions;

namespace WorkflowResilience.Tests.Docs;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Line">The line of its fence, from 1.</param>
/// <param name="Language">What the fence says.</param>
/// <param name="Sort">What its marker says it is: <c>snippet</c> or <c>output</c>; empty without one.</param>
/// <param name="Name">The name in the marker; empty without one.</param>
/// <param name="Text">What stands between the fences.</param>
internal sealed partial record CodeBlock(string Page, int Line, string Language, string Sort, string Name, string Text)
{
    /// <summary>All blocks of a page. A marker stands on the line above the fence.</summary>
    internal static IEnumerable<CodeBlock> Of(string page)
    {
        string[] lines = DocsFolder.Read(page).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal)) continue;
            int end = Array.FindIndex(lines, i + 1, l => l.StartsWith("```", StringComparison.Ordinal));
            if (end < 0) throw new InvalidOperationException($"{page}, line {i + 1}: the block is not closed.");
            Match marker = Marker().Match(i == 0 ? "" : lines[i - 1]);
            yield return new CodeBlock(page, i + 1, lines[i][3..].Trim(), marker.Groups["sort"].Value, marker.Groups["name"].Value, string.Join('\n', lines[(i + 1)..end]));
            i = end;
        }
    }

    public override string ToString() => $"{Page}, line {Line}";

    [GeneratedRegex("^<!-- (?<sort>snippet|output): (?<name>[a-z-]+) -->$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marker();
}
