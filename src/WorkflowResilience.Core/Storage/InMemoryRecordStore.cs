namespace WorkflowResilience.Storage;

/// <summary>Keeps records as long as the process lives. For tests, and for hosts that can do without what they were about to tell.</summary>
/// <remarks>Thread-safe. Values are copied when they are written.</remarks>
public sealed class InMemoryRecordStore : IRecordStore
{
    private readonly Lock _lock = new();
    private readonly RecordTable _table = new();

    /// <summary>False: nobody else can change it.</summary>
    public bool IsShared => false;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(string collection, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(collection);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<IReadOnlyList<StoredRecord>>(cancellationToken);
        lock (_lock) return new ValueTask<IReadOnlyList<StoredRecord>>(_table.Read(collection));
    }

    /// <inheritdoc/>
    public ValueTask<StoredRecord?> FindAsync(string collection, string key, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(collection);
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<StoredRecord?>(cancellationToken);
        lock (_lock) return new ValueTask<StoredRecord?>(_table.Find(collection, key));
    }

    /// <inheritdoc/>
    public ValueTask<bool> CommitAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writes);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        lock (_lock)
        {
            var batch = new RecordBatch(_table);
            if (batch.TryAdd(writes) is null) return new ValueTask<bool>(false);
            batch.Apply();
            return new ValueTask<bool>(true);
        }
    }

    /// <summary>Does nothing: the records are gone with the object.</summary>
    /// <returns>A completed task.</returns>
    public ValueTask DisposeAsync() => default;
}
