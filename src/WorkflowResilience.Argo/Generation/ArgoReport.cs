namespace WorkflowResilience.Argo;

/// <summary>What runs at the end of the workflow, however it ends: it gets <c>WORKFLOW_STATUS</c> (Succeeded, Failed or Error), <c>WORKFLOW_FAILURES</c> and <c>WORKFLOW_DURATION</c>.</summary>
/// <param name="Work">The program or script.</param>
/// <remarks>
/// Immutable. <c>WORKFLOW_FAILURES</c> is a JSON string that holds JSON, or <c>null</c>. A report that fails changes nothing of how the workflow ended. It runs when the workflow is stopped,
/// not when it is terminated, and not when one of its templates is called from elsewhere.
/// </remarks>
public sealed record ArgoReport(ArgoWork Work)
{
    /// <summary>How long it may take, whole seconds. Default 5 min.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>More variables.</summary>
    public IReadOnlyDictionary<string, ArgoValue> Environment { get; init; } = new Dictionary<string, ArgoValue>(StringComparer.Ordinal);
}
