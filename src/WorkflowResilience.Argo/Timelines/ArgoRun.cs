namespace WorkflowResilience.Argo;

/// <summary>What Argo makes of a template whose attempts end in given ways.</summary>
/// <param name="Attempts">The attempts, at least one.</param>
/// <param name="Verdict">The message of the node at its end; empty for a success.</param>
/// <param name="Succeeded">Whether the last one succeeded.</param>
internal sealed record ArgoRun(IReadOnlyList<ArgoAttempt> Attempts, string Verdict, bool Succeeded);
