namespace WorkflowResilience;

/// <summary>One thing to do about a failure.</summary>
/// <param name="Action">What sort of thing.</param>
/// <param name="Text">The thing itself, in a sentence for people.</param>
public sealed record FailureRecommendation(RecoveryAction Action, string Text)
{
    /// <summary>How long it takes, roughly; null when nobody has said.</summary>
    public TimeSpan? Takes { get; init; }

    /// <summary>Whether a program can do it without a person. Default false.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Its place among the recommendations, from 1, the first to be done. Default 1.</summary>
    public int Priority { get; init; } = 1;
}
