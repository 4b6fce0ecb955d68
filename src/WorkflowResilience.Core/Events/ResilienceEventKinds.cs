namespace WorkflowResilience;

/// <summary>The kinds of events; combined, the kinds that an observer wants.</summary>
[Flags]
public enum ResilienceEventKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A run began.</summary>
    RunStarted = 1 << 0,

    /// <summary>A run ended.</summary>
    RunEnded = 1 << 1,

    /// <summary>A stage's first attempt is about to begin.</summary>
    StageStarted = 1 << 2,

    /// <summary>A stage succeeded.</summary>
    StageSucceeded = 1 << 3,

    /// <summary>A stage failed for good.</summary>
    StageFailed = 1 << 4,

    /// <summary>A stage was cancelled by its caller.</summary>
    StageCancelled = 1 << 5,

    /// <summary>A delegate is about to be called.</summary>
    AttemptStarted = 1 << 6,

    /// <summary>A delegate ended well.</summary>
    AttemptSucceeded = 1 << 7,

    /// <summary>A delegate ended badly.</summary>
    AttemptFailed = 1 << 8,

    /// <summary>The caller was released although the delegate had not ended.</summary>
    AttemptAbandoned = 1 << 9,

    /// <summary>An abandoned delegate ended after all; its outcome counts nowhere.</summary>
    LateOutcome = 1 << 10,

    /// <summary>A retry will begin after a wait.</summary>
    RetryScheduled = 1 << 11,

    /// <summary>A retry was refused by a limit.</summary>
    RetryRefused = 1 << 12,

    /// <summary>A call was refused before the delegate ran.</summary>
    CallRejected = 1 << 13,

    /// <summary>A circuit changed its state.</summary>
    CircuitChanged = 1 << 14,

    /// <summary>A callback of the host threw: an observer, a lifecycle, a condition, a classifier or a schedule.</summary>
    CallbackFailed = 1 << 15,

    /// <summary>A stage's policy was replaced.</summary>
    PolicyChanged = 1 << 16,

    /// <summary>A new policy was refused and the old one stays.</summary>
    PolicyRefused = 1 << 17,

    /// <summary>Another call of the delegate is made beside a slow one.</summary>
    HedgeStarted = 1 << 18,

    /// <summary>Another call beside a slow one was due, but a limit refused it.</summary>
    HedgeRefused = 1 << 19,

    /// <summary>A fallback has taken the place of a failed stage's result.</summary>
    FallbackUsed = 1 << 20,

    /// <summary>A fallback failed as well.</summary>
    FallbackFailed = 1 << 21,

    /// <summary>A stage's failure was looked at, before any fallback and before <see cref="StageFailed"/>.</summary>
    FailureAnalyzed = 1 << 22,

    /// <summary>Failures of one fingerprint come more often than they used to.</summary>
    FailureRateRaised = 1 << 23,

    /// <summary>Failures of one fingerprint come as often as they used to again.</summary>
    FailureRateSettled = 1 << 24,

    /// <summary>A stage fails more often than it used to, whatever its failures.</summary>
    StageRateRaised = 1 << 25,

    /// <summary>A stage fails as often as it used to again.</summary>
    StageRateSettled = 1 << 26,

    /// <summary>A pack of patterns that was read from a file is in effect, or another version of it.</summary>
    PatternsChanged = 1 << 27,

    /// <summary>A pack of patterns is no longer in effect, because its file is gone.</summary>
    PatternsRemoved = 1 << 28,

    /// <summary>A file with patterns, or a folder of such files, was refused; what was in effect stays.</summary>
    PatternsRefused = 1 << 29,

    /// <summary>Everything.</summary>
    All = (1 << 30) - 1,
}
