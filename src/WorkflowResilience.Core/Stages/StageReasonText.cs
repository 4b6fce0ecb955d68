namespace WorkflowResilience;

/// <summary>The stable texts of <see cref="StageReason"/>, as logs, metrics and errors show them.</summary>
public static class StageReasonText
{
    /// <summary>The stable code of a reason.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns>Lower-case words joined by hyphens, such as <c>attempts-exhausted</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the enumeration's.</exception>
    public static string Code(this StageReason reason) => reason switch
    {
        StageReason.None => "none",
        StageReason.Cancelled => "cancelled",
        StageReason.NotConfigured => "not-configured",
        StageReason.StopCondition => "stop-condition",
        StageReason.UnknownFailure => "unknown-failure",
        StageReason.NestedFailure => "nested-failure",
        StageReason.AttemptsExhausted => "attempts-exhausted",
        StageReason.AttemptTimeout => "attempt-timeout",
        StageReason.TotalTimeout => "total-timeout",
        StageReason.DeadlineTooClose => "deadline-too-close",
        StageReason.ServerDelayTooLong => "server-delay-too-long",
        StageReason.Abandoned => "abandoned",
        StageReason.UnknownOutcome => "unknown-outcome",
        StageReason.CircuitOpen => "circuit-open",
        StageReason.CircuitIsolated => "circuit-isolated",
        StageReason.BulkheadFull => "bulkhead-full",
        StageReason.RetryBudgetExhausted => "retry-budget-exhausted",
        StageReason.RunRetryLimit => "run-retry-limit",
        StageReason.RunTimeLimit => "run-time-limit",
        StageReason.HostRetryLimit => "host-retry-limit",
        StageReason.Throttled => "throttled",
        StageReason.NotRepeatable => "not-repeatable",
        StageReason.PermanentVerdict => "permanent-verdict",
        StageReason.EvidenceAgainst => "evidence-against",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "This is not a stage reason."),
    };

    /// <summary>Whether the reason is a limit that refused a retry which the conditions would have permitted.</summary>
    internal static bool RefusesRetry(this StageReason reason) => reason is StageReason.DeadlineTooClose or StageReason.ServerDelayTooLong
        or StageReason.RetryBudgetExhausted or StageReason.RunRetryLimit or StageReason.RunTimeLimit or StageReason.HostRetryLimit
        or StageReason.NotRepeatable or StageReason.EvidenceAgainst;
}
