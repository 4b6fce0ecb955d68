namespace WorkflowResilience.Argo;

/// <summary>Which ends of an attempt Argo may answer with another one: <c>retryStrategy.retryPolicy</c>.</summary>
public enum ArgoRetryPolicy
{
    /// <summary>The program ended with an exit code other than 0, or its pod was ended by its deadline or evicted.</summary>
    OnFailure,

    /// <summary>The program never ran to an end of its own: image pull, artifacts, node lost.</summary>
    OnError,

    /// <summary>Both.</summary>
    Always,

    /// <summary>Errors whose message a list of the controller knows; a workflow cannot change that list.</summary>
    OnTransientError,
}
