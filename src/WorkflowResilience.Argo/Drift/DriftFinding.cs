namespace WorkflowResilience.Argo;

/// <summary>Where YAML says something else than the policy it should come from.</summary>
/// <param name="Stage">The stage; the default value for a problem of the whole text.</param>
/// <param name="Template">The template's name; empty when there is none.</param>
/// <param name="Path">The member of the template, as <c>retryStrategy.limit</c>; empty for the template itself.</param>
/// <param name="Expected">What the policy gives; empty for nothing.</param>
/// <param name="Found">What the YAML says; empty for nothing.</param>
/// <param name="Message">Both in a sentence.</param>
/// <param name="Line">From 1; 0 when the place is missing.</param>
/// <param name="Column">From 1; 0 when the place is missing.</param>
public sealed record DriftFinding(WorkflowStage Stage, string Template, string Path, string Expected, string Found, string Message, int Line, int Column);
