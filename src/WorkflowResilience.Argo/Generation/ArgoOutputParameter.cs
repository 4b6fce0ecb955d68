namespace WorkflowResilience.Argo;

/// <summary>A text that a stage leaves in a file for later ones.</summary>
/// <param name="Name">Letters, digits, hyphens and underscores.</param>
/// <param name="Path">The file; it should be small, for the value is kept in the workflow's status.</param>
/// <param name="Default">What it is when there is no such file; null: the stage fails then.</param>
public sealed record ArgoOutputParameter(string Name, string Path, string? Default = null);
