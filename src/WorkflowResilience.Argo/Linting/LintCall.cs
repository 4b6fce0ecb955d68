namespace WorkflowResilience.Argo;

/// <summary>A task of a DAG, or a step.</summary>
/// <param name="Node">Its members.</param>
/// <param name="Path">Where it stands.</param>
/// <param name="Group">Which group of parallel steps it is in, from 0; 0 for a task.</param>
/// <param name="IsTask">A task, not a step.</param>
internal sealed record LintCall(YamlMapping Node, LintPath Path, int Group, bool IsTask)
{
    internal string? Name => Node.TextAt("name");
}
