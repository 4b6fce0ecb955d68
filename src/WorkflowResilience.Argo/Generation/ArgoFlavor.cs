namespace WorkflowResilience.Argo;

/// <summary>What reads the YAML before the cluster does.</summary>
public enum ArgoFlavor
{
    /// <summary>Nothing, or Kustomize. The default.</summary>
    Plain,

    /// <summary>Helm: <c>{{x}}</c> is written so that its templates let it through as it is.</summary>
    Helm,
}
