namespace WorkflowResilience;

/// <summary>What running a stage's delegate twice would do.</summary>
public enum StageEffect
{
    /// <summary>Not stated. Retried after a failure and after a timeout, but never while an abandoned call may still be running.</summary>
    Unknown,

    /// <summary>A second run changes nothing more: retried also after an abandoned call.</summary>
    Idempotent,

    /// <summary>A second run may do harm: after a timeout the outcome is unknown, so the stage stops with <see cref="StageReason.UnknownOutcome"/>.</summary>
    NotIdempotent,
}
