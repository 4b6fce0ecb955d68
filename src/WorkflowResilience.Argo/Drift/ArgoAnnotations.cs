namespace WorkflowResilience.Argo;

/// <summary>The annotations on the metadata of generated templates.</summary>
public static class ArgoAnnotations
{
    /// <summary>The stage that a template runs, as the code spells it.</summary>
    public const string Stage = "workflow-resilience/stage";

    /// <summary>The <see cref="Argo.PolicyHash"/> of the policy that a template was written from.</summary>
    public const string PolicyHash = "workflow-resilience/policy-hash";
}
