namespace WorkflowResilience.Storage;

/// <summary>A record as it is stored.</summary>
/// <param name="Collection">The collection it is in.</param>
/// <param name="Key">Its key there.</param>
/// <param name="Version">How often it was written: 1 after the first time.</param>
/// <param name="Value">What was written.</param>
public readonly record struct StoredRecord(string Collection, string Key, long Version, ReadOnlyMemory<byte> Value);
