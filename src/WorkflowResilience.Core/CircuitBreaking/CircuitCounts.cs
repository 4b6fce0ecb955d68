namespace WorkflowResilience;

/// <summary>Calls in a window.</summary>
/// <param name="Calls">All of them.</param>
/// <param name="Failures">Those that failed.</param>
/// <param name="Slow">Those that were slow, failed or not.</param>
internal readonly record struct CircuitCounts(long Calls, long Failures, long Slow);
