namespace WorkflowResilience.Notifications;

/// <summary>What a message does to its incident.</summary>
public enum MessageAction
{
    /// <summary>Nothing: it informs.</summary>
    Inform,

    /// <summary>Opens it, or adds to it while it is open.</summary>
    Trigger,

    /// <summary>Tells that somebody has taken it on.</summary>
    Acknowledge,

    /// <summary>Ends it.</summary>
    Resolve,
}
