namespace WorkflowResilience.Storage;

/// <summary>What a log needs of a file; tests put faults here.</summary>
internal interface IAppendFile : IDisposable
{
    /// <summary>Writes at a place; durable when it returns.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Cuts the file; durable when it returns.</summary>
    void Cut(long length);
}
