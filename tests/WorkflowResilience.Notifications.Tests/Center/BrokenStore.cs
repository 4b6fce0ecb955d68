using WorkflowResilience.Storage;

namespace WorkflowResilience.Notifications.Tests.Center;

/// <summary>A store on a full disk.</summary>
internal sealed class BrokenStore : IRecordStore
{
    public bool IsShared => false;

    public ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(string collection, CancellationToken cancellationToken) => new([]);

    public ValueTask<StoredRecord?> FindAsync(string collection, string key, CancellationToken cancellationToken) => new((StoredRecord?)null);

    public ValueTask<bool> CommitAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken) => throw new IOException("No space left on device");

    public ValueTask DisposeAsync() => default;
}
