namespace WorkflowResilience.Tests.Storage;

/// <summary>What is wrong with a disk.</summary>
internal sealed class FaultyDisk
{
    /// <summary>How many bytes of the next write it takes; null: all.</summary>
    internal int? BytesLeft { get; set; }

    internal bool CutFails { get; set; }
}
