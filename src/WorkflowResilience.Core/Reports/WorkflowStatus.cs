namespace WorkflowResilience;

/// <summary>How a workflow ended, in a process or on a cluster.</summary>
public enum WorkflowStatus
{
    /// <summary>It succeeded.</summary>
    Succeeded,

    /// <summary>A stage failed, and with it the workflow.</summary>
    Failed,

    /// <summary>What runs the workflow could not run it to its end: a lost machine, an image that cannot be had.</summary>
    Error,

    /// <summary>Its caller cancelled it.</summary>
    Cancelled,
}
