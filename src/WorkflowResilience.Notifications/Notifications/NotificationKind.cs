namespace WorkflowResilience.Notifications;

/// <summary>What a notification tells of. Says nothing of how bad it is: that is <see cref="Notification.Severity"/>.</summary>
public enum NotificationKind
{
    /// <summary>A stage failed for good and with it, as a rule, its run.</summary>
    WorkflowFailed,

    /// <summary>A failure of severity <see cref="FailureSeverity.Critical"/> or above.</summary>
    CriticalError,

    /// <summary>A stage failed after all the attempts that its policy allows.</summary>
    RetriesExhausted,

    /// <summary>A person has to decide.</summary>
    InterventionRequired,

    /// <summary>A decision that was asked for is still awaited.</summary>
    InterventionReminder,

    /// <summary>A decision that was asked for was not made in time.</summary>
    InterventionExpired,

    /// <summary>What was broken works again.</summary>
    SystemRecovered,

    /// <summary>A run ended well.</summary>
    WorkflowSucceeded,

    /// <summary>A stage's circuit opened: it is not called for a while.</summary>
    CircuitOpened,

    /// <summary>A stage's circuit closed: it is called again.</summary>
    CircuitClosed,

    /// <summary>Failures come more often than they used to.</summary>
    HighFailureRate,

    /// <summary>An attempt to recover failed.</summary>
    RecoveryFailed,

    /// <summary>A safeguard was bypassed by hand.</summary>
    EmergencyBypassUsed,

    /// <summary>Notifications themselves do not get through as they should.</summary>
    NotificationsDegraded,

    /// <summary>What was held back, summed up.</summary>
    Digest,

    /// <summary>A trial, to see whether a channel works.</summary>
    Test,
}
