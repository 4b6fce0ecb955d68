namespace WorkflowResilience.Argo;

/// <summary>A file with one YAML document.</summary>
/// <param name="Name">Its name, of the document's kind and name: <c>sensor-approvals.yaml</c>.</param>
/// <param name="Text">The document; lines end with line feeds.</param>
public sealed record YamlFile(string Name, string Text);
