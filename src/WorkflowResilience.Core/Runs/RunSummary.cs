namespace WorkflowResilience;

/// <summary>What happened in a run: one report for each execution of a stage, in the order in which they ended.</summary>
public sealed record RunSummary
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The workflow's name.</summary>
    public required string WorkflowName { get; init; }

    /// <summary>How the run ended: failed when its body threw, cancelled when its caller cancelled, succeeded otherwise, also if the body coped with failed stages.</summary>
    public StageOutcomeKind Kind { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it has taken.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Retries that it used.</summary>
    public int Retries { get; init; }

    /// <summary>The stages.</summary>
    public IReadOnlyList<StageReport> Stages { get; init; } = [];

    /// <summary>What ended the run, if a failure of a stage did; null otherwise.</summary>
    public StageFailure? Failure { get; init; }

    /// <summary>The exception that ended the run, redacted to one line; null if none did.</summary>
    public string? ErrorText { get; init; }

    /// <summary>A table for people: the stages, their attempts, durations, waits and reasons.</summary>
    /// <returns>Several lines.</returns>
    public override string ToString() => RunSummaryText.Of(this);
}
