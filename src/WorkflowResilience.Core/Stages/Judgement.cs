namespace WorkflowResilience;

/// <summary>What became of one attempt and what follows from it.</summary>
internal readonly record struct Judgement
{
    /// <summary>Why the execution ends; <see cref="StageReason.None"/> for a success and for a retry.</summary>
    internal StageReason Reason { get; init; }

    /// <summary>Whether another attempt follows.</summary>
    internal bool Retries { get; init; }

    /// <summary>The wait before it.</summary>
    internal TimeSpan Wait { get; init; }

    /// <summary>Whether the attempt's result has no owner any more.</summary>
    internal bool DiscardsResult { get; init; }

    /// <summary>When a refused call may be tried again.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>What is known of the failure.</summary>
    internal FailureFacts Facts { get; init; }

    /// <summary>What took the place of the policy's conditions in it; null when nothing did.</summary>
    internal string? DecidedBy { get; init; }

    /// <summary>The numbers behind the reason.</summary>
    internal Obstacle Obstacle { get; init; }

    internal static Judgement Stop(StageReason reason, in FailureFacts facts = default, TimeSpan? retryAfter = null, Obstacle obstacle = default) =>
        new() { Reason = reason, Facts = facts, RetryAfter = retryAfter, Obstacle = obstacle };
}
