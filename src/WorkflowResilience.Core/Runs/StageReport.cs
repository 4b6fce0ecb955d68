namespace WorkflowResilience;

/// <summary>How one execution of a stage ended, for summaries and journals.</summary>
public sealed record StageReport
{
    /// <summary>The stage.</summary>
    public required WorkflowStage Stage { get; init; }

    /// <summary>Which execution of the stage in the run, from 0.</summary>
    public int Occurrence { get; init; }

    /// <summary>How it ended.</summary>
    public StageOutcomeKind Kind { get; init; }

    /// <summary>Why it did not succeed.</summary>
    public StageReason Reason { get; init; }

    /// <summary>How often its delegate was called.</summary>
    public int Attempts { get; init; }

    /// <summary>When it began, from the run's start; zero outside a run.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>How long it took, waits included.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How long it waited between attempts in all.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>The attempts; empty after a success at the first attempt.</summary>
    public AttemptHistory History { get; init; } = AttemptHistory.Empty;

    /// <summary>The key that the stage was called for; null when it was called for none.</summary>
    public string? Key { get; init; }

    /// <summary>The fallback that gave the result; null when none did.</summary>
    public string? Fallback { get; init; }

    /// <summary>What is known of the failure, also of one that a fallback made good; otherwise null.</summary>
    public StageFailure? Failure { get; init; }
}
