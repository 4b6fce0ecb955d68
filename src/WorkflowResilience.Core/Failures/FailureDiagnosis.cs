namespace WorkflowResilience;

/// <summary>What an analyzer found out about a failure: plain data, redacted, which survives JSON.</summary>
public sealed record FailureDiagnosis
{
    /// <summary>Where the cause lies.</summary>
    public required FailureCategory Category { get; init; }

    /// <summary>Whether the same call may succeed minutes later. Its own axis: the category alone does not decide it. Default unknown.</summary>
    public FailureVerdict Verdict { get; init; }

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

    /// <summary>What the confidence rests on, as <c>cause-3-agreed</c> or <c>symptom</c>: diagnoses with the same basis were measured together.</summary>
    public string Basis { get; init; } = "";

    /// <summary>What to do, the best first.</summary>
    public required IReadOnlyList<FailureRecommendation> Recommendations { get; init; }

    /// <summary>The pattern that decided; null when none did.</summary>
    public string? Pattern { get; init; }

    /// <summary>The pack of that pattern and its version, as <c>git 1.0.0</c>; null when no pattern decided.</summary>
    public string? Pack { get; init; }

    /// <summary>All causes that were found, the decisive first; the second is the runner-up. One entry a pattern.</summary>
    public IReadOnlyList<DiagnosedCause> Causes { get; init; } = [];

    /// <summary>Why the first cause stands before the others, each rule in a phrase.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>What commonly contributes to such a failure, and what of the system's state did here, in phrases.</summary>
    public IReadOnlyList<string> Factors { get; init; } = [];

    /// <summary>Whom and what it affects, as far as the host has said; null when it has said nothing.</summary>
    public FailureImpact? Impact { get; init; }

    /// <summary>Where more is said; null when nobody has named a place.</summary>
    public Uri? Link { get; init; }

    /// <summary>The cause, what showed it and what to do: at most five lines for people, joined by line feeds.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => DiagnosisText.Of(this);
}
