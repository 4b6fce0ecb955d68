namespace WorkflowResilience.Notifications;

/// <summary>What was decided about a notification, a delivery or an incident.</summary>
public enum AuditDecision
{
    /// <summary>A message for a channel was stored.</summary>
    Queued,

    /// <summary>A notification joined a message that waits for company.</summary>
    Grouped,

    /// <summary>A limit held it back; it is in a digest.</summary>
    Suppressed,

    /// <summary>A silence or a maintenance window held it back.</summary>
    Silenced,

    /// <summary>It follows from an incident that is open.</summary>
    Inhibited,

    /// <summary>No route has a channel that is used.</summary>
    Unrouted,

    /// <summary>It was dropped because too many waited to be decided on.</summary>
    Dropped,

    /// <summary>A channel accepted a message.</summary>
    Accepted,

    /// <summary>A try failed and is made again.</summary>
    Failed,

    /// <summary>A message was given up.</summary>
    GivenUp,

    /// <summary>Another channel took over.</summary>
    FailedOver,

    /// <summary>A message was not needed any more, because its incident was over before it was sent.</summary>
    Overtaken,

    /// <summary>An incident opened, or opened again.</summary>
    Opened,

    /// <summary>An incident was acknowledged.</summary>
    Acknowledged,

    /// <summary>An incident ended.</summary>
    Resolved,

    /// <summary>An escalation told more people.</summary>
    Escalated,

    /// <summary>A silence began or was ended.</summary>
    SilenceChanged,

    /// <summary>A dead letter was sent again.</summary>
    Replayed,

    /// <summary>The store could not be written.</summary>
    StoreFailed,

    /// <summary>A template of the host failed, and the built-in one took its place.</summary>
    TemplateFailed,
}
