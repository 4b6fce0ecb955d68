namespace WorkflowResilience;

/// <summary>One thing to do about a failure.</summary>
/// <param name="Action">What sort of thing.</param>
/// <param name="Text">The thing itself, in a sentence for people.</param>
public sealed record FailureRecommendation(RecoveryAction Action, string Text);
