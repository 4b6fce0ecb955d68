using System.Text.RegularExpressions;

namespace WorkflowResilience.Tests.Architecture;

/// <summary>The sources of a shipped assembly, found upwards from where the tests run.</summary>
internal sealed partial class SourceTree
{
    internal SourceTree(string project)
    {
        string root = Path.Combine(Root(), "src", project);
        Files = [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => new SourceFile(Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path)))];
    }

    internal IReadOnlyList<SourceFile> Files { get; }

    /// <summary>Where a tracked file of these tests stands.</summary>
    internal static string Tests(string relative) => Path.Combine(Root(), "tests", "WorkflowResilience.Core.Tests", relative);

    /// <summary>Where a tracked file or folder of the repository stands.</summary>
    internal static string Tracked(string relative) => Path.Combine(Root(), relative);

    /// <summary>The folder that declares each type, by the type's simple name; nested ones are left out, they are reached through their outer type.</summary>
    internal Dictionary<string, string> FoldersOfTypes()
    {
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (SourceFile file in Files)
        {
            foreach (Match match in Declaration().Matches(file.Code)) folders[match.Groups["name"].Value] = file.Folder;
        }

        return folders;
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Resilience.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new AssertionException($"No Resilience.sln above {AppContext.BaseDirectory}: these tests read the sources.");
    }

    // At the margin: the house declares types without a namespace block, so what is indented is nested.
    [GeneratedRegex(@"^(?:public |internal |file |abstract |sealed |static |readonly |ref |partial )*(?:class|struct|interface|enum|record(?: struct| class)?|delegate \S+) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declaration();
}
