namespace WorkflowResilience.Storage;

/// <summary>One change of a record. Made by its factories.</summary>
public readonly record struct RecordWrite
{
    /// <summary>The longest key and the longest name of a collection, in characters.</summary>
    public const int MaxKeyLength = 512;

    /// <summary>The largest value, in bytes: 1 MiB.</summary>
    public const int MaxValueLength = 1 << 20;

    private RecordWrite(string collection, string key, long? expectedVersion, ReadOnlyMemory<byte> value, bool isDelete)
    {
        ArgumentException.ThrowIfNullOrEmpty(collection);
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (collection.Length > MaxKeyLength) throw new ArgumentException($"The collection's name has {collection.Length} characters; {MaxKeyLength} is the most.", nameof(collection));
        if (key.Length > MaxKeyLength) throw new ArgumentException($"The key has {key.Length} characters; {MaxKeyLength} is the most.", nameof(key));
        if (value.Length > MaxValueLength) throw new ArgumentException($"The value has {value.Length} bytes; {MaxValueLength} is the most.", nameof(value));
        (Collection, Key, ExpectedVersion, Value, IsDelete) = (collection, key, expectedVersion, value, isDelete);
    }

    /// <summary>The collection.</summary>
    public string Collection { get; }

    /// <summary>The record's key.</summary>
    public string Key { get; }

    /// <summary>The version that must be there; 0: there must be no such record; null: whatever is there.</summary>
    public long? ExpectedVersion { get; }

    /// <summary>What to write; empty for a deletion.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>Whether the record is to be deleted.</summary>
    public bool IsDelete { get; }

    /// <summary>Writes a record that must not be there yet.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">What to write.</param>
    public static RecordWrite Insert(string collection, string key, ReadOnlyMemory<byte> value) => new(collection, key, 0, value, isDelete: false);

    /// <summary>Writes a record over one of a known version.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="key">The key.</param>
    /// <param name="expectedVersion">The version that must be there.</param>
    /// <param name="value">What to write.</param>
    public static RecordWrite Replace(string collection, string key, long expectedVersion, ReadOnlyMemory<byte> value) => new(collection, key, expectedVersion, value, isDelete: false);

    /// <summary>Writes a record whatever is there.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">What to write.</param>
    public static RecordWrite Put(string collection, string key, ReadOnlyMemory<byte> value) => new(collection, key, null, value, isDelete: false);

    /// <summary>Deletes a record of a known version.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="key">The key.</param>
    /// <param name="expectedVersion">The version that must be there.</param>
    public static RecordWrite Delete(string collection, string key, long expectedVersion) => new(collection, key, expectedVersion, default, isDelete: true);

    /// <summary>Deletes a record whatever its version; one that is not there is no problem.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="key">The key.</param>
    public static RecordWrite Remove(string collection, string key) => new(collection, key, null, default, isDelete: true);

    /// <summary>The same with a value that its writer cannot change any more.</summary>
    internal RecordWrite WithOwnValue() => IsDelete ? this : new RecordWrite(Collection, Key, ExpectedVersion, Value.ToArray(), isDelete: false);
}
