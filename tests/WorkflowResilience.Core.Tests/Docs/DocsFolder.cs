namespace WorkflowResilience.Tests.Docs;

/// <summary>The pages of the repository, found from where the tests run.</summary>
internal static class DocsFolder
{
    internal static string Root { get; } = FindRoot();

    /// <summary>Every page under docs, as paths from the root.</summary>
    internal static IReadOnlyList<string> Pages { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Root, p).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The page of every package, beside its project.</summary>
    internal static IReadOnlyList<string> PackagePages { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(d => $"src/{Path.GetFileName(d)}/README.md").Where(p => File.Exists(Path.Combine(Root, p))).Order(StringComparer.Ordinal)];

    internal static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    internal static void Replace(string path, string old, string text) => File.WriteAllText(Path.Combine(Root, path), Read(path).Replace(old, text, StringComparison.Ordinal));

    /// <summary>The cells of the rows whose first cell is this, over all tables of a page.</summary>
    internal static IReadOnlyList<string[]> Rows(string path, string firstCell) =>
        [.. Read(path).Split('\n').Where(l => l.StartsWith($"| {firstCell} |", StringComparison.Ordinal)).Select(l => l.Trim().Trim('|').Split(" | ").Select(c => c.Trim()).ToArray())];

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Resilience.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Resilience.sln.");
    }
}
