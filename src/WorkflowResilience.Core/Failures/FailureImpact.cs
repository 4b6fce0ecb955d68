namespace WorkflowResilience;

/// <summary>Whom and what a failure affects, as the host's own values say. A member that the host has said nothing of is null or empty: nothing is guessed.</summary>
public sealed record FailureImpact
{
    /// <summary>How many workflows are affected.</summary>
    public int? AffectedWorkflows { get; init; }

    /// <summary>How many users are affected.</summary>
    public int? AffectedUsers { get; init; }

    /// <summary>Features that are affected.</summary>
    public IReadOnlyList<string> AffectedFeatures { get; init; } = [];

    /// <summary>What cannot be done meanwhile.</summary>
    public IReadOnlyList<string> BlockedOperations { get; init; } = [];

    /// <summary>How long the work is held up.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>What it costs, in the host's currency.</summary>
    public double? Cost { get; init; }

    /// <summary>Whether users get a degraded service.</summary>
    public bool? Degraded { get; init; }
}
