namespace WorkflowResilience.Argo;

/// <summary>What a workflow is written as.</summary>
public enum ArgoKind
{
    /// <summary>A template in a namespace, from which workflows are submitted. The default.</summary>
    WorkflowTemplate,

    /// <summary>The same for all namespaces of a cluster.</summary>
    ClusterWorkflowTemplate,

    /// <summary>A workflow that runs once, when it is created.</summary>
    Workflow,

    /// <summary>A workflow that runs by a schedule.</summary>
    CronWorkflow,
}
