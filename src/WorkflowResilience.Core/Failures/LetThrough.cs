using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>What would have let a call through that a decision went against: the nearest other state of affairs, with its numbers.</summary>
internal static class LetThrough
{
    /// <summary>The text; null for what no decision of ours ended.</summary>
    internal static string? Of(StageReason reason, in Obstacle obstacle, StagePolicy policy, FailureKind kind, TimeSpan? retryAfter) => reason switch
    {
        StageReason.StopCondition when obstacle.Need > 0 => Invariant($"condition {obstacle.Need} of the policy, which decides to stop, not matching"),
        StageReason.StopCondition => "a condition of the policy that retries it, before the one that stops",
        StageReason.UnknownFailure when policy.UnknownFailures == UnknownFailures.FollowVerdict => $"a verdict of Transient, or a condition that matches a failure of kind {kind}",
        StageReason.UnknownFailure => $"a condition of the policy that matches a failure of kind {kind}",
        StageReason.PermanentVerdict => $"a condition of the policy that retries a failure of kind {kind}, or a verdict of Transient",
        StageReason.NestedFailure => "RetryNested = true",
        StageReason.AttemptsExhausted => Invariant($"MaxAttempts above {policy.MaxAttempts}"),
        StageReason.AttemptTimeout when policy.MaxAttempts == 1 => $"an answer within {Limit(policy.AttemptTimeout)}, or MaxAttempts above 1 with a condition that retries Timeout",
        StageReason.AttemptTimeout => $"an answer within {Limit(policy.AttemptTimeout)}, or a condition that retries Timeout",
        StageReason.TotalTimeout => $"an answer within {Limit(policy.TotalTimeout)}, or a longer TotalTimeout",
        StageReason.DeadlineTooClose => $"{Seconds(obstacle.Need)} left of the total timeout; {Seconds(obstacle.Have)} were",
        StageReason.ServerDelayTooLong => $"a MaxServerDelay of {Seconds(obstacle.Need)} ({DurationText.Format(policy.MaxServerDelay)} now) and that much time left",
        StageReason.Abandoned => $"an end within {Limit(policy.AbandonGrace)} of being cancelled, or Effect = Idempotent",
        StageReason.UnknownOutcome => "Effect = Idempotent, if a second run is harmless",
        StageReason.CircuitOpen when retryAfter is { } wait => $"being called {ReadableDuration.Of(wait)} later, as a probe",
        StageReason.CircuitOpen => "a circuit that is closed again",
        StageReason.CircuitIsolated => "a reset of the circuit by hand",
        StageReason.BulkheadFull when policy.Bulkhead is { } bulkhead => Invariant($"a free place: all {bulkhead.MaxConcurrent} are taken and {bulkhead.MaxQueued} may wait"),
        StageReason.BulkheadFull => "a free place",
        StageReason.RetryBudgetExhausted => Invariant($"{obstacle.Need:0.##} {(obstacle.Need == 1 ? "token" : "tokens")} in the retry budget; it holds {obstacle.Have:0.##}{Successes(obstacle, policy)}"),
        StageReason.RunRetryLimit => Invariant($"RunLimits.MaxRetries above {obstacle.Need}"),
        StageReason.RunTimeLimit => $"a start within {Seconds(obstacle.Need)} of the run's",
        StageReason.HostRetryLimit => Invariant($"one of the host's {obstacle.Need} places for retries within {DurationText.Format(TimeSpan.FromSeconds(obstacle.Have))}"),
        StageReason.Throttled => Invariant($"luck, or more calls that are accepted: of 100 calls {obstacle.Have * 100:0} are turned away now"),
        StageReason.NotRepeatable => "a request that may be sent twice",
        StageReason.EvidenceAgainst when policy.RetryEvidence is { } bounds => Invariant($"a chance of success of {bounds.MinimumSuccess * 100:0.#} %: {Seen(obstacle, bounds)}, and {bounds.ExplorationFloor * 100:0.#} % are made all the same"),
        StageReason.NotConfigured => "a policy for the stage, or UnknownStages = DefaultPolicy",
        _ => null,
    };

    private static string Seen(in Obstacle obstacle, RetryEvidencePolicy bounds)
    {
        double most = new RetryEvidence(obstacle.Have, obstacle.Need - obstacle.Have).UpperBound(bounds);
        return Invariant($"of the latest {obstacle.Need:0.#} attempts after such failures {obstacle.Have:0.#} succeeded, so it is below {most * 100:0.#} % ({bounds.Confidence * 100:0.#} % sure)");
    }

    private static string Successes(in Obstacle obstacle, StagePolicy policy) =>
        policy.RetryBudget is { DepositPerSuccess: > 0 } budget ? Invariant($", and {Math.Ceiling((obstacle.Need - obstacle.Have) / budget.DepositPerSuccess - 1e-9):0} more successes would fill the gap") : "";

    private static string Limit(TimeSpan? limit) => limit is { } span ? DurationText.Format(span) : "the limit";

    private static string Seconds(double seconds) => ReadableDuration.Of(TimeSpan.FromSeconds(seconds));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
