namespace WorkflowResilience.Argo;

/// <summary>Something that the lint looks for.</summary>
/// <param name="Code">Its stable code, <c>ARGO2xx</c> for what Argo itself checks, <c>ARGO3xx</c> for what it does not, <c>ARGO4xx</c> for the shape, <c>ARGO5xx</c> for YAML.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Title">What is wrong, in half a sentence.</param>
public sealed record LintRule(string Code, LintSeverity Severity, string Title);
