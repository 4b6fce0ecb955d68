namespace WorkflowResilience.Storage;

/// <summary>Keeps small records under keys: what outboxes and journals rest on. Several changes are one commit: all of them or none.</summary>
/// <remarks>Must be thread-safe. Collections need not be made before use; names of collections and keys are compared ordinally.</remarks>
public interface IRecordStore : IAsyncDisposable
{
    /// <summary>Whether others may change records between two calls, as another process on the same database. Who shares must claim before it acts. Default true.</summary>
    bool IsShared => true;

    /// <summary>Reads all records of a collection.</summary>
    /// <param name="collection">Its name.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The records in any order; none when there is no such collection.</returns>
    ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(string collection, CancellationToken cancellationToken);

    /// <summary>Reads one record.</summary>
    /// <param name="collection">The collection's name.</param>
    /// <param name="key">The record's key.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The record, or null when there is none.</returns>
    ValueTask<StoredRecord?> FindAsync(string collection, string key, CancellationToken cancellationToken);

    /// <summary>Makes changes: all of them, or none when an expected version is not there. Durable when it returns true.</summary>
    /// <param name="writes">The changes, in order; a later one sees what an earlier one did.</param>
    /// <param name="cancellationToken">Ends the wait for the write to begin; a write that has begun is finished.</param>
    /// <returns>Whether they were made; false when a version was another one than expected.</returns>
    /// <exception cref="IOException">The store cannot be written; nothing was changed.</exception>
    ValueTask<bool> CommitAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken);
}
