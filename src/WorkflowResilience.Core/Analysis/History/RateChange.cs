namespace WorkflowResilience.Analysis;

/// <summary>What one more failure, or the time that has passed, changed about how often it comes.</summary>
internal enum RateChange : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It now comes more often than it used to.</summary>
    Raised,

    /// <summary>It no longer comes more often than it used to, or what it comes now has become usual.</summary>
    Settled,
}
