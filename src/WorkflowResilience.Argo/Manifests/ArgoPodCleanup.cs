namespace WorkflowResilience.Argo;

/// <summary>When pods that ended are deleted: <c>podGC.strategy</c>.</summary>
public enum ArgoPodCleanup
{
    /// <summary>Each when it has succeeded; those that failed stay to be looked at. The default.</summary>
    OnPodSuccess,

    /// <summary>Each when it has ended.</summary>
    OnPodCompletion,

    /// <summary>All when the workflow has succeeded.</summary>
    OnWorkflowSuccess,

    /// <summary>All when the workflow has ended.</summary>
    OnWorkflowCompletion,

    /// <summary>Only with the workflow itself.</summary>
    Never,
}
