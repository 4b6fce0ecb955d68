namespace WorkflowResilience.Argo;

/// <summary>One task that another waits for.</summary>
/// <param name="Task">Its name.</param>
/// <param name="Result">Which result is waited for; null when none is named.</param>
/// <param name="Path">Where that is said.</param>
/// <param name="Mark">Where that is in the text.</param>
internal sealed record TaskDependency(string Task, string? Result, LintPath Path, YamlMark Mark);
