namespace WorkflowResilience.Argo;

/// <summary>The documents of a text, up to where it could be read.</summary>
/// <param name="Documents">The roots of the documents that are whole; null for one that is empty.</param>
/// <param name="Problem">Why there are no more; null when the text ended.</param>
internal sealed record YamlText(IReadOnlyList<YamlNode?> Documents, YamlProblem? Problem);
