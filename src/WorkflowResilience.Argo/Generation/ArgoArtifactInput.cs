namespace WorkflowResilience.Argo;

/// <summary>Files that a stage gets from one that it comes after.</summary>
/// <param name="Stage">The stage that leaves them.</param>
/// <param name="Artifact">The name of one of its <see cref="ArgoStage.Artifacts"/>.</param>
/// <param name="Path">Where they are put.</param>
public sealed record ArgoArtifactInput(WorkflowStage Stage, string Artifact, string Path);
