namespace WorkflowResilience.Analysis;

/// <summary>A file as it was when it was read.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Json">What it holds; null when it could not be read.</param>
/// <param name="Problem">Why it could not be read; null when it could.</param>
internal sealed record PackFile(string Path, byte[]? Json, string? Problem);
