namespace WorkflowResilience.Argo;

/// <summary>Services that are told by HTTP POST what happened. Only those with an address are asked; there is none by default.</summary>
/// <param name="Image">An image with a POSIX shell and curl, which posts.</param>
/// <remarks>Immutable. A post is made once, within 20 s; one that fails is written to the pod's log and changes nothing of how the workflow ends.</remarks>
public sealed record ArgoEndpoints(string Image)
{
    /// <summary>Gets the failure of each stage, when it has failed for good.</summary>
    public Uri? Analysis { get; init; }

    /// <summary>Gets the failure of each stage, when it has failed for good.</summary>
    public Uri? Failure { get; init; }

    /// <summary>Gets the end of a workflow that succeeded.</summary>
    public Uri? Success { get; init; }

    /// <summary>Gets the end of a workflow that failed.</summary>
    public Uri? FinalAnalysis { get; init; }

    /// <summary>Gets the end of every workflow.</summary>
    public Uri? Record { get; init; }

    /// <summary>A bearer token for all of them; null for none.</summary>
    public ArgoValue.SecretValue? Token { get; init; }

    internal bool HasStagePosts => Analysis is not null || Failure is not null;

    internal bool HasEndPosts => Success is not null || FinalAnalysis is not null || Record is not null;
}
