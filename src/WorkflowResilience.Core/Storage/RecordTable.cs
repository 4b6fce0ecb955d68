namespace WorkflowResilience.Storage;

/// <summary>Records in memory. Not thread-safe.</summary>
internal sealed class RecordTable
{
    private readonly Dictionary<string, Dictionary<string, StoredRecord>> _collections = new(StringComparer.Ordinal);

    /// <summary>About how many bytes the records would take in a file.</summary>
    internal long Bytes { get; private set; }

    internal IReadOnlyList<StoredRecord> Read(string collection) => _collections.TryGetValue(collection, out Dictionary<string, StoredRecord>? records) ? [.. records.Values] : [];

    internal StoredRecord? Find(string collection, string key) =>
        _collections.TryGetValue(collection, out Dictionary<string, StoredRecord>? records) && records.TryGetValue(key, out StoredRecord record) ? record : null;

    internal IEnumerable<StoredRecord> All() => _collections.Values.SelectMany(c => c.Values);

    internal void Put(in StoredRecord record)
    {
        if (!_collections.TryGetValue(record.Collection, out Dictionary<string, StoredRecord>? records))
            _collections[record.Collection] = records = new Dictionary<string, StoredRecord>(StringComparer.Ordinal);
        if (records.TryGetValue(record.Key, out StoredRecord old)) Bytes -= SizeOf(old);
        records[record.Key] = record;
        Bytes += SizeOf(record);
    }

    internal void Delete(string collection, string key)
    {
        if (_collections.TryGetValue(collection, out Dictionary<string, StoredRecord>? records) && records.Remove(key, out StoredRecord old)) Bytes -= SizeOf(old);
    }

    private static long SizeOf(in StoredRecord record) => record.Collection.Length + record.Key.Length + record.Value.Length + 16;
}
