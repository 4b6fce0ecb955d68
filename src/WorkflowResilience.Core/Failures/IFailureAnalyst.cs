namespace WorkflowResilience;

/// <summary>Looks at failures when they happen. The one implementation is in the analysis folder; a runner has it or has none.</summary>
internal interface IFailureAnalyst
{
    /// <summary>What is found out about a failure. Never throws.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="settings">What it may cost.</param>
    FailureFindings Examine(in FailureCase failure, FailureAnalysis settings);

    /// <summary>What the texts of a failed attempt say that is perhaps not the last. Remembers nothing of it. Never throws.</summary>
    /// <param name="attempt">The failure so far.</param>
    /// <param name="settings">What it may cost.</param>
    /// <param name="asksVerdict">Whether the verdict is wanted beside the fingerprint.</param>
    AttemptReading Read(in FailureCase attempt, FailureAnalysis settings, bool asksVerdict);
}
