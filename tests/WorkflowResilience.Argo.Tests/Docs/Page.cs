namespace WorkflowResilience.Tests.Argo;

/// <summary>The tables of a page.</summary>
internal static class Page
{
    internal static IEnumerable<string[]> Rows(string page) =>
        File.ReadAllLines(Path.Combine(Repository.Root, "docs", page)).Where(static line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(static line => line.TrimEnd().Trim('|').Split(" | ").Select(static cell => cell.Trim()).ToArray());
}
