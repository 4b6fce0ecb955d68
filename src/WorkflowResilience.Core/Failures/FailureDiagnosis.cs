namespace WorkflowResilience;

/// <summary>What an analyzer found out about a failure: plain data that survives JSON.</summary>
public sealed record FailureDiagnosis
{
    /// <summary>Where the cause lies.</summary>
    public required FailureCategory Category { get; init; }

    /// <summary>How bad it is.</summary>
    public required FailureSeverity Severity { get; init; }

    /// <summary>The root cause in a sentence for people, redacted.</summary>
    public required string RootCause { get; init; }

    /// <summary>How often such a diagnosis proves right: from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 0, above 1 or not a number.</exception>
    public required double Confidence
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A confidence is a number from 0 to 1.");
    }

    /// <summary>What to do, the best first.</summary>
    public required IReadOnlyList<FailureRecommendation> Recommendations { get; init; }
}
