namespace WorkflowResilience.Notifications;

/// <summary>What a notification did to its incident.</summary>
internal enum IncidentChange
{
    /// <summary>It opened it.</summary>
    Opened,

    /// <summary>It opened it again after it was resolved.</summary>
    Reopened,

    /// <summary>It happened once more.</summary>
    Repeated,

    /// <summary>It happened once more, graver than ever before.</summary>
    Worsened,

    /// <summary>It ended it.</summary>
    Resolved,

    /// <summary>It tells the end of something that was not open.</summary>
    NothingToResolve,
}
