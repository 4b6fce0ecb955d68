namespace WorkflowResilience;

/// <summary>What became of one call that did not succeed.</summary>
/// <param name="Ended">How it ended.</param>
/// <param name="Facts">What is known of the failure.</param>
/// <param name="Matched">The condition that it matches.</param>
/// <param name="Now">When it was assessed.</param>
internal readonly record struct Assessment(AttemptOutcome Ended, FailureFacts Facts, RetryCondition? Matched, long Now);
