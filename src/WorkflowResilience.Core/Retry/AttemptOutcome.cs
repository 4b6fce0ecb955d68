namespace WorkflowResilience;

/// <summary>How one attempt ended.</summary>
public enum AttemptOutcome : byte
{
    /// <summary>It returned a good result.</summary>
    Succeeded,

    /// <summary>It threw.</summary>
    Failed,

    /// <summary>It returned a result that a condition counts as a failure.</summary>
    BadResult,

    /// <summary>Its own timeout or the total one ended it.</summary>
    TimedOut,

    /// <summary>It did not end within the grace; it may still be running.</summary>
    Abandoned,

    /// <summary>The caller cancelled it.</summary>
    Cancelled,
}
