namespace WorkflowResilience;

/// <summary>How much a stage matters to its workflow, in rising order. It does not change how the stage is run; it tells whoever reports or recovers what comes first.</summary>
public enum StageCriticality
{
    /// <summary>Nice to have: the run is worth the same without it.</summary>
    Low,

    /// <summary>Part of the result, but not urgent. The default.</summary>
    Normal,

    /// <summary>The result is of little use without it.</summary>
    High,

    /// <summary>Its failure harms others: somebody should look at once.</summary>
    Critical,
}
