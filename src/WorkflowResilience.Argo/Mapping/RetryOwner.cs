namespace WorkflowResilience.Argo;

/// <summary>Who repeats a stage: never both, or attempts multiply.</summary>
public enum RetryOwner
{
    /// <summary>The process in the pod runs the whole policy; Argo repeats only pods that ended in Error (image pull, lost node). The default.</summary>
    InProcess,

    /// <summary>The process makes one attempt and tells its end by its exit code; Argo repeats.</summary>
    Argo,
}
