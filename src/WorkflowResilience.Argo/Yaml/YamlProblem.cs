namespace WorkflowResilience.Argo;

/// <summary>Why a text could not be read to its end.</summary>
/// <param name="Message">What is wrong, and what to do.</param>
/// <param name="Mark">Where.</param>
/// <param name="IsLimit">It may be right, but is larger than what is read.</param>
internal sealed record YamlProblem(string Message, YamlMark Mark, bool IsLimit);
