namespace WorkflowResilience.Analysis;

/// <summary>The failures that were counted equally often.</summary>
internal sealed class CountBucket
{
    internal FailureChain Members = new(ChainKind.Count);

    internal long Count { get; set; }

    internal CountBucket? Lower { get; set; }

    internal CountBucket? Higher { get; set; }
}
