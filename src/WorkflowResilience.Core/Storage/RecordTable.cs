namespace WorkflowResilience.Storage;

/// <summary>Records in memory and what a commit does to them. Not thread-safe.</summary>
internal sealed class RecordTable
{
    private readonly Dictionary<string, Dictionary<string, StoredRecord>> _collections = new(StringComparer.Ordinal);

    internal int Count { get; private set; }

    internal IReadOnlyList<StoredRecord> Read(string collection) => _collections.TryGetValue(collection, out Dictionary<string, StoredRecord>? records) ? [.. records.Values] : [];

    internal StoredRecord? Find(string collection, string key) =>
        _collections.TryGetValue(collection, out Dictionary<string, StoredRecord>? records) && records.TryGetValue(key, out StoredRecord record) ? record : null;

    internal IEnumerable<StoredRecord> All() => _collections.Values.SelectMany(c => c.Values);

    /// <summary>Whether every expected version is there, each change seeing those before it.</summary>
    internal bool Fits(IReadOnlyList<RecordWrite> writes)
    {
        Dictionary<(string Collection, string Key), long>? changed = null;
        foreach (RecordWrite write in writes)
        {
            if (!(changed?.TryGetValue((write.Collection, write.Key), out long version) ?? false)) version = Find(write.Collection, write.Key)?.Version ?? 0;
            if (write.ExpectedVersion is { } expected && expected != version) return false;
            if (writes.Count > 1) (changed ??= [])[(write.Collection, write.Key)] = write.IsDelete ? 0 : version + 1;
        }

        return true;
    }

    internal void Apply(in RecordWrite write)
    {
        if (!_collections.TryGetValue(write.Collection, out Dictionary<string, StoredRecord>? records))
        {
            if (write.IsDelete) return;
            _collections[write.Collection] = records = new Dictionary<string, StoredRecord>(StringComparer.Ordinal);
        }

        bool wasThere = records.TryGetValue(write.Key, out StoredRecord old);
        if (write.IsDelete)
        {
            if (wasThere && records.Remove(write.Key)) Count--;
            return;
        }

        if (!wasThere) Count++;
        records[write.Key] = new StoredRecord(write.Collection, write.Key, old.Version + 1, write.Value);
    }
}
