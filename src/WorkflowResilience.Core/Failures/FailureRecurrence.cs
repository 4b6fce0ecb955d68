namespace WorkflowResilience;

/// <summary>What is remembered of failures with one fingerprint.</summary>
public sealed record FailureRecurrence
{
    /// <summary>The fingerprint.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What it looks like, redacted and with its variable parts masked, at most 256 characters; null when nothing of it can be shown.</summary>
    public string? Line { get; init; }

    /// <summary>How often it was seen, this time included. An upper bound when <see cref="Overcount"/> is above 0.</summary>
    public long Count { get; init; }

    /// <summary>By how much <see cref="Count"/> may be too high, because the memory was full when it was first seen.</summary>
    public long Overcount { get; init; }

    /// <summary>When it was first seen, in UTC.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was last seen, in UTC: on a failure, before this time, and null when it is new.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>Whether it now comes more often than it used to.</summary>
    public bool IsRising { get; init; }

    /// <summary>How often an hour it now comes: over the last hour, or over the last day for one that used to be rare.</summary>
    public double PerHour { get; init; }

    /// <summary>How often an hour it used to come; null when too little is known.</summary>
    public double? BaselinePerHour { get; init; }

    /// <summary>What fixed it last; null when nobody has said.</summary>
    public FailureFix? LastFix { get; init; }

    /// <summary>The verdict that a person gave; null when none did.</summary>
    public FailureVerdict? CorrectedVerdict { get; init; }

    /// <summary>Who gave it; null when that was not said.</summary>
    public string? CorrectedBy { get; init; }

    /// <summary>Failures like it that have other fingerprints: the same kind of error in the same stage, the most frequent first, at most 5.</summary>
    public IReadOnlyList<string> Similar { get; init; } = [];
}
