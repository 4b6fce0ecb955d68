namespace WorkflowResilience.Tests.Storage;

/// <summary>A folder that is gone when the test is over.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("store-").FullName;

    internal string Log => Directory.GetFiles(Path, "records-*.log").Single();

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
