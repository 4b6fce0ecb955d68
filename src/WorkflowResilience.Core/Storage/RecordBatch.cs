namespace WorkflowResilience.Storage;

/// <summary>Commits that are written together: each sees those before it, and one that does not fit leaves no trace. Not thread-safe.</summary>
internal sealed class RecordBatch(RecordTable table)
{
    private readonly Dictionary<(string Collection, string Key), long> _versions = [];
    private readonly List<(RecordWrite Write, long Version)> _changes = [];

    /// <summary>Takes a commit in.</summary>
    /// <returns>Its changes with the versions they make; null when an expected version is not there.</returns>
    internal List<(RecordWrite Write, long Version)>? TryAdd(IReadOnlyList<RecordWrite> writes)
    {
        Dictionary<(string Collection, string Key), long> versions = [];
        List<(RecordWrite Write, long Version)> changes = new(writes.Count);
        foreach (RecordWrite write in writes)
        {
            (string Collection, string Key) id = (write.Collection, write.Key);
            if (!versions.TryGetValue(id, out long version) && !_versions.TryGetValue(id, out version)) version = table.Find(write.Collection, write.Key)?.Version ?? 0;
            if (write.ExpectedVersion is { } expected && expected != version) return null;
            version = write.IsDelete ? 0 : version + 1;
            versions[id] = version;
            changes.Add((write.WithOwnValue(), version));
        }

        foreach (((string Collection, string Key) id, long version) in versions) _versions[id] = version;
        _changes.AddRange(changes);
        return changes;
    }

    /// <summary>Makes all changes that were taken in.</summary>
    internal void Apply()
    {
        foreach ((RecordWrite write, long version) in _changes)
        {
            if (write.IsDelete) table.Delete(write.Collection, write.Key);
            else table.Put(new StoredRecord(write.Collection, write.Key, version, write.Value));
        }
    }
}
