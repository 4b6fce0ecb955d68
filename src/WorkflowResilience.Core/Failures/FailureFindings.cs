namespace WorkflowResilience;

/// <summary>What was found out about a failure when it happened.</summary>
internal sealed record FailureFindings
{
    internal FailureContext? Context { get; init; }

    /// <summary>The texts as they were read; only for who looks further at once.</summary>
    internal Analysis.LogReading? Reading { get; init; }

    internal FailureExcerpt? Excerpt { get; init; }

    internal string? Fingerprint { get; init; }

    internal FailureRecurrence? Recurrence { get; init; }

    internal FailureDiagnosis? Diagnosis { get; init; }

    internal FailureLink? CausedBy { get; init; }

    /// <summary>What is to be told of the rate of failures like it; none when nothing has changed.</summary>
    internal ResilienceEventKinds RateEvent { get; init; }

    /// <summary>What is to be told of the rate of all failures of its workflow and stage; none when nothing has changed.</summary>
    internal ResilienceEventKinds StageRateEvent { get; init; }

    /// <summary>How often an hour the stage now fails.</summary>
    internal double StagePerHour { get; init; }

    /// <summary>How often an hour the stage used to fail; null when too little is known.</summary>
    internal double? StageUsualPerHour { get; init; }

    internal AnalysisGaps Gaps { get; init; }

    /// <summary>What was not done, and why, in phrases.</summary>
    internal IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>How long it took.</summary>
    internal TimeSpan Duration { get; init; }
}
