namespace WorkflowResilience;

/// <summary>How bad a failure is, from the mildest.</summary>
public enum FailureSeverity
{
    /// <summary>Somebody should look at it some day.</summary>
    Low,

    /// <summary>Somebody should look at it soon.</summary>
    Medium,

    /// <summary>Work is held up.</summary>
    High,

    /// <summary>Work is held up for many, or data is at risk.</summary>
    Critical,

    /// <summary>Nothing works until it is mended.</summary>
    Fatal,
}
