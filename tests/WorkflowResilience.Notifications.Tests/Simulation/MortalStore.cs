using WorkflowResilience.Storage;

namespace WorkflowResilience.Notifications.Tests.Simulation;

/// <summary>A process's hold on a store that outlives it: after so many commits the process dies, right before or right after the commit.</summary>
internal sealed class MortalStore(IRecordStore store, int commitsLeft, bool diesBefore) : IRecordStore
{
    private int _left = commitsLeft;

    internal bool IsDead { get; private set; }

    public bool IsShared => false;

    public ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(string collection, CancellationToken cancellationToken) => store.ReadAsync(collection, cancellationToken);

    public ValueTask<StoredRecord?> FindAsync(string collection, string key, CancellationToken cancellationToken) => store.FindAsync(collection, key, cancellationToken);

    public async ValueTask<bool> CommitAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken)
    {
        if (IsDead) throw new IOException("the process is dead");
        if (--_left > 0) return await store.CommitAsync(writes, cancellationToken);
        IsDead = true;
        if (!diesBefore) await store.CommitAsync(writes, cancellationToken);
        throw new IOException("the process died");
    }

    public ValueTask DisposeAsync() => default;
}
