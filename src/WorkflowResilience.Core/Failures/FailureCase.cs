namespace WorkflowResilience;

/// <summary>A failure that is to be looked at, at the moment it became final.</summary>
/// <param name="Id">The failure's id.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Key">The key that the stage was called for.</param>
/// <param name="Run">The run; null outside one.</param>
/// <param name="Occurrence">Which execution of the stage in the run, from 0.</param>
/// <param name="Attempts">How many attempts there were.</param>
/// <param name="Reason">Why the execution ended.</param>
/// <param name="Facts">What structure says of the last failure.</param>
internal readonly record struct FailureCase(string Id, WorkflowStage Stage, string? Key, WorkflowRun? Run, int Occurrence, int Attempts, StageReason Reason, FailureFacts Facts);
