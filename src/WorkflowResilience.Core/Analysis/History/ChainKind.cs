namespace WorkflowResilience.Analysis;

/// <summary>The chains that each remembered failure is in.</summary>
internal enum ChainKind : byte
{
    /// <summary>Those that were counted equally often; the one that has been so for the longest time first.</summary>
    Count,

    /// <summary>All; the one that has not come for the longest time first.</summary>
    Age,

    /// <summary>Those of one family; the newest first.</summary>
    Family,
}
