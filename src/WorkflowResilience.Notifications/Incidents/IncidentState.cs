namespace WorkflowResilience.Notifications;

/// <summary>How far an incident has come. It never goes back: one that happens again after it was resolved begins anew.</summary>
public enum IncidentState
{
    /// <summary>It goes on and nobody has taken it on.</summary>
    Open,

    /// <summary>Somebody has taken it on.</summary>
    Acknowledged,

    /// <summary>It is over.</summary>
    Resolved,
}
