namespace WorkflowResilience.Configuration;

/// <summary>A key as people read of it.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">What may stand there.</param>
internal readonly record struct KeyRow(string Name, string Value);
