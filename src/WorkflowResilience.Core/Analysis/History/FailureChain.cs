namespace WorkflowResilience.Analysis;

/// <summary>A doubly linked list whose links are in the failures themselves, so that joining and leaving take no memory and constant time.</summary>
internal struct FailureChain(ChainKind kind)
{
    internal RememberedFailure? First { get; private set; }

    internal RememberedFailure? Last { get; private set; }

    internal void AddFirst(RememberedFailure failure)
    {
        ref ChainLink link = ref failure.Link(kind);
        link.After = First;
        if (First is null) Last = failure;
        else First.Link(kind).Before = failure;
        First = failure;
    }

    internal void AddLast(RememberedFailure failure)
    {
        ref ChainLink link = ref failure.Link(kind);
        link.Before = Last;
        if (Last is null) First = failure;
        else Last.Link(kind).After = failure;
        Last = failure;
    }

    internal void Remove(RememberedFailure failure)
    {
        ref ChainLink link = ref failure.Link(kind);
        if (link.Before is null) First = link.After;
        else link.Before.Link(kind).After = link.After;
        if (link.After is null) Last = link.Before;
        else link.After.Link(kind).Before = link.Before;
        link = default;
    }
}
