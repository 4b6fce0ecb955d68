namespace WorkflowResilience.Tests.Argo;

/// <summary>Where the sources are that these tests were built from, and what may lie beside them.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    /// <remarks>Found from the built files: paths in the symbols of a reproducible build are those of no machine.</remarks>
    internal static string Root { get; } = Find();

    /// <summary>A file or folder below <c>shared</c>, beside the repository or above it; null when it is not there.</summary>
    internal static string? Beside(string name)
    {
        for (DirectoryInfo? folder = new(Root); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", name);
            if (Path.Exists(path)) return path;
        }

        return null;
    }

    /// <summary>The text of a file below <c>shared</c>; the test is skipped when it is not there.</summary>
    internal static string ReadBeside(string name)
    {
        if (Beside(name) is { } path) return File.ReadAllText(path);
        Assert.Ignore($"../shared/{name} is not here.");
        return "";
    }

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Resilience.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Resilience.sln.");
    }
}
