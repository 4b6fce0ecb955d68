namespace CiPipeline;

/// <summary>A temporary folder, outside any repository so that the cloned project inherits no settings; gone when disposed.</summary>
internal sealed class Workspace : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("ci-pipeline-").FullName;

    /// <summary>A folder of its own for each attempt: what a killed program left behind is in nobody's way.</summary>
    public string For(string runId, string name, int attempt) => Directory.CreateDirectory(Path.Join(Root, runId, $"{name}-{attempt}")).FullName;

    public void Dispose()
    {
        // Git writes its objects read-only, which some systems refuse to delete.
        foreach (FileInfo file in new DirectoryInfo(Root).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.IsReadOnly))
            file.IsReadOnly = false;
        Directory.Delete(Root, recursive: true);
    }
}
