using WorkflowResilience.Analysis;

namespace WorkflowResilience;

/// <summary>What the texts of a failed attempt say, read when another attempt was decided on. When the failure becomes final they are not read again.</summary>
internal sealed class AttemptReading
{
    /// <summary>The exception whose texts were read; null when there was none.</summary>
    internal required Exception? Exception { get; init; }

    internal LogReading? Reading { get; init; }

    internal FailureExcerpt? Excerpt { get; init; }

    internal FailureFingerprint? Fingerprint { get; init; }

    /// <summary>Whether trying again can help, as the texts or a person say; unknown when neither does or nobody has asked.</summary>
    internal FailureVerdict Verdict { get; init; }

    /// <summary>Who says so: a pattern's id or <see cref="Correction"/>.</summary>
    internal string? DecidedBy { get; init; }

    /// <summary>Why the verdict was not looked for; null when it was, or when nobody has asked.</summary>
    internal string? Skipped { get; init; }

    /// <summary>What stands in the place of a pattern's id when a person has corrected the verdict.</summary>
    internal const string Correction = "correction";

    /// <summary>Whether these are the texts of a failure: the one that became final may have been an earlier one.</summary>
    internal bool IsOf(in FailureFacts facts) => Exception is not null && ReferenceEquals(Exception, facts.Exception);
}
