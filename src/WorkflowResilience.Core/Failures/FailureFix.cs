namespace WorkflowResilience;

/// <summary>What fixed a failure.</summary>
/// <param name="Time">When it was recorded, in UTC.</param>
/// <param name="Action">What sort of action it was.</param>
/// <param name="Note">What was done, in words, redacted.</param>
/// <param name="By">Who did it; null when that was not said.</param>
public sealed record FailureFix(DateTimeOffset Time, RecoveryAction Action, string Note, string? By);
