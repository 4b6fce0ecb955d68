namespace WorkflowResilience.Analysis;

/// <summary>A failure that is to be remembered.</summary>
internal readonly record struct SeenFailure
{
    internal required string Fingerprint { get; init; }

    /// <summary>What failures with other fingerprints have in common that are like it.</summary>
    internal required ulong Family { get; init; }

    /// <summary>The workflow's name; null outside a run.</summary>
    internal string? Workflow { get; init; }

    internal required WorkflowStage Stage { get; init; }

    internal required string FailureId { get; init; }

    internal string? RunId { get; init; }

    internal StageReason Reason { get; init; }

    internal int Attempts { get; init; }

    /// <summary>What it looks like, masked and redacted, for people.</summary>
    internal string? Line { get; init; }

    /// <summary>When it happened, for people.</summary>
    internal required DateTimeOffset Time { get; init; }

    /// <summary>The timestamp of the history's time provider: what rates and ages are taken from, as no change of the wall clock moves it.</summary>
    internal required long Now { get; init; }
}
