namespace WorkflowResilience.Argo;

/// <summary>Something that the manifests cannot do or need besides themselves, for the one who deploys them.</summary>
/// <param name="Code">A stable code, <c>ARGO6xx</c>.</param>
/// <param name="Text">What it is, and what to do.</param>
public sealed record EventNote(string Code, string Text)
{
    internal static readonly EventNote ResumeSetsNothing = new(
        "ARGO601",
        "Resuming sets no value: the gate's output is its default, so let the default be the answer that is safe when nobody decides, and let approval be the resuming of another gate; or answer with ApprovalAnswer.Set, which writes the decision.");

    internal static readonly EventNote ResumeTooEarly = new("ARGO602", "A decision that comes before the gate is reached changes nothing, and is reported as a success: ask for decisions only from within the workflow, in front of the gate.");

    internal static readonly EventNote BearerValue = new("ARGO603", "The Secret with the token of the Argo server holds the whole header: the word Bearer, a space, and a token of the service account.");

    internal static readonly EventNote AtMostOnce = new("ARGO604", "A trigger that fails is not repeated: submitting twice would run the workflow twice. Deliver the event again by hand.");

    internal static readonly EventNote StrangersCode = new("ARGO605", "A pull request is code of strangers: give the stages that run it no secrets, no token of a service account, and no shared volume with those that have them.");

    internal static readonly EventNote Reachable = new("ARGO606", "GitHub must reach the event source: put an Ingress with TLS before its Service.");

    internal static readonly EventNote Bus = new("ARGO607", "There must be an EventBus of that name in the namespace of the events.");
}
