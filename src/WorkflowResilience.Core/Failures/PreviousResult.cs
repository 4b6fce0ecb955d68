namespace WorkflowResilience;

/// <summary>How a stage of the same run had ended.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Occurrence">Which execution of the stage in the run, from 0.</param>
/// <param name="Kind">How it ended.</param>
/// <param name="Reason">Why it did not succeed.</param>
/// <param name="Attempts">How often its delegate was called.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Fallback">The fallback that gave its result; null when none did.</param>
/// <param name="FailureId">The id of its failure, also of one that a fallback made good; otherwise null.</param>
public sealed record PreviousResult(WorkflowStage Stage, int Occurrence, StageOutcomeKind Kind, StageReason Reason, int Attempts, TimeSpan Duration, string? Fallback, string? FailureId);
