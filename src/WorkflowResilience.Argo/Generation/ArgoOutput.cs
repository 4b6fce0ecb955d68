namespace WorkflowResilience.Argo;

/// <summary>What was generated.</summary>
/// <param name="FileName">A stable name for the file: <c>workflowtemplate-resilient-workflow.yaml</c>.</param>
/// <param name="Yaml">The document; line feeds, the same bytes on every system and in every culture.</param>
/// <param name="Mapping">What became of each member of each policy, in the order of the stages.</param>
public sealed record ArgoOutput(string FileName, string Yaml, MappingReport Mapping);
