namespace WorkflowResilience.Argo;

/// <summary>A place that a rule complains of.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Document">Which document of the text, from 1.</param>
/// <param name="Path">The place as a JSON path: <c>$.spec.templates[1].retryStrategy.limit</c>.</param>
/// <param name="Line">The line of the text, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What is wrong there.</param>
/// <param name="Fix">What to write instead, in words.</param>
public sealed record LintFinding(LintRule Rule, int Document, string Path, int Line, int Column, string Message, string Fix);
