namespace WorkflowResilience;

/// <summary>Looks at failures when they happen. The one implementation is in the analysis folder; a runner has it or has none.</summary>
internal interface IFailureAnalyst
{
    /// <summary>What is found out about a failure. Never throws.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="settings">What it may cost.</param>
    FailureFindings Examine(in FailureCase failure, FailureAnalysis settings);
}
