namespace WorkflowResilience.Argo;

/// <summary>Files that a stage leaves in the artifact repository of the cluster.</summary>
/// <param name="Name">Letters, digits, hyphens and underscores.</param>
/// <param name="Path">The file or folder.</param>
/// <param name="Optional">Whether it may be missing. Default false.</param>
public sealed record ArgoArtifact(string Name, string Path, bool Optional = false);
