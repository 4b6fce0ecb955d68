namespace WorkflowResilience;

/// <summary>Why an execution ended, or why a retry was refused. <see cref="StageReasonText.Code"/> gives the stable text of each.</summary>
public enum StageReason : byte
{
    /// <summary>It succeeded.</summary>
    None,

    /// <summary>The caller cancelled.</summary>
    Cancelled,

    /// <summary>No policy is configured for the stage.</summary>
    NotConfigured,

    /// <summary>The failure matched a stop condition.</summary>
    StopCondition,

    /// <summary>The failure matched no condition and unknown failures stop.</summary>
    UnknownFailure,

    /// <summary>The failure came from a nested execution, which has already retried it.</summary>
    NestedFailure,

    /// <summary>Every permitted attempt failed.</summary>
    AttemptsExhausted,

    /// <summary>The attempt timeout expired and timeouts are not retried here.</summary>
    AttemptTimeout,

    /// <summary>The total timeout expired.</summary>
    TotalTimeout,

    /// <summary>The next attempt could not have begun, or not have had its minimum time, before the total timeout.</summary>
    DeadlineTooClose,

    /// <summary>The server asked for a wait longer than the policy or the remaining time permits.</summary>
    ServerDelayTooLong,

    /// <summary>The delegate did not end within the abandon grace and may still be running.</summary>
    Abandoned,

    /// <summary>A stage that is not idempotent timed out: whether it had its effect is unknown.</summary>
    UnknownOutcome,

    /// <summary>The circuit breaker is open.</summary>
    CircuitOpen,

    /// <summary>The circuit breaker was isolated by hand.</summary>
    CircuitIsolated,

    /// <summary>The bulkhead and its queue are full.</summary>
    BulkheadFull,

    /// <summary>The retry budget of the target is spent.</summary>
    RetryBudgetExhausted,

    /// <summary>The run has used up its retries.</summary>
    RunRetryLimit,

    /// <summary>The run has lasted too long for another retry to start.</summary>
    RunTimeLimit,

    /// <summary>No place among the host's concurrent retries became free in time.</summary>
    HostRetryLimit,

    /// <summary>The target accepts too few calls, so this one was turned away.</summary>
    Throttled,

    /// <summary>The call may not be made twice: an HTTP request whose method is not idempotent, or whose content cannot be sent again.</summary>
    NotRepeatable,

    /// <summary>The failure matched no condition, and the verdict that decides on such failures says that it stays until something is changed.</summary>
    PermanentVerdict,

    /// <summary>Attempts after such failures have hardly ever succeeded lately, and the policy lets that decide.</summary>
    EvidenceAgainst,
}
