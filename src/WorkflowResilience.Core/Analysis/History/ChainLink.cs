namespace WorkflowResilience.Analysis;

/// <summary>A failure's neighbours in one chain.</summary>
internal struct ChainLink
{
    internal RememberedFailure? Before;
    internal RememberedFailure? After;
}
