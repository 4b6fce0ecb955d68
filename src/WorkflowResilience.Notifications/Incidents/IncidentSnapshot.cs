namespace WorkflowResilience.Notifications;

/// <summary>An incident as people see it: failures of one cause in one stage of one workflow, from the first until it is over.</summary>
/// <param name="Key">What it is known by: 64 hexadecimal digits.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Severity">The gravest severity of its failures.</param>
/// <param name="Kind">What opened it.</param>
/// <param name="Workflow">The workflow; null outside one.</param>
/// <param name="Stage">The stage; the default value when it concerns none.</param>
/// <param name="Summary">What is the matter, redacted.</param>
/// <param name="Occurrences">How often it happened.</param>
/// <param name="OpenedAt">When it first happened.</param>
/// <param name="LastSeenAt">When it last happened.</param>
/// <param name="AcknowledgedBy">Who has taken it on; null: nobody.</param>
/// <param name="ResolvedAt">When it ended; null while it goes on.</param>
/// <param name="EscalatesAt">When the next step of an escalation is due; null when none is.</param>
public sealed record IncidentSnapshot(
    string Key,
    IncidentState State,
    FailureSeverity Severity,
    NotificationKind Kind,
    string? Workflow,
    WorkflowStage Stage,
    string Summary,
    long Occurrences,
    DateTimeOffset OpenedAt,
    DateTimeOffset LastSeenAt,
    string? AcknowledgedBy,
    DateTimeOffset? ResolvedAt,
    DateTimeOffset? EscalatesAt)
{
    internal static IncidentSnapshot Of(Incident incident) => new(
        incident.Key, incident.State, incident.Severity, incident.Notification.Kind, incident.Notification.Workflow, incident.Notification.Stage, incident.Notification.Summary,
        incident.Occurrences, incident.OpenedAt, incident.LastSeenAt, incident.AcknowledgedBy, incident.ResolvedAt, EscalationPlan.NextOf(incident));
}
