namespace WorkflowResilience.Argo;

/// <summary>What is wrong with a value.</summary>
internal sealed record SchemaFault(LintRule Rule, string Message, string Fix);
