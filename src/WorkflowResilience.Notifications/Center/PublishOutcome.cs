namespace WorkflowResilience.Notifications;

/// <summary>What was decided about a notification.</summary>
public enum PublishOutcome
{
    /// <summary>At least one channel is told.</summary>
    Sent,

    /// <summary>Every channel is told in a digest.</summary>
    Suppressed,

    /// <summary>A silence or a maintenance window holds it back.</summary>
    Silenced,

    /// <summary>It follows from an incident that is open.</summary>
    Inhibited,

    /// <summary>There is nobody to tell: no route has a channel that is used, or nothing was open that it could end.</summary>
    NobodyToTell,

    /// <summary>Notifications are turned off.</summary>
    Disabled,
}
