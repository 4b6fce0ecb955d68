namespace WorkflowResilience.Notifications;

/// <summary>One decision, and why. Redacted.</summary>
/// <param name="At">When.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Reason">Why, in words joined by hyphens or a phrase; empty when the decision says it.</param>
/// <param name="Channel">The channel; null when it concerns none.</param>
/// <param name="DeliveryId">The delivery; null when it concerns none.</param>
/// <param name="IncidentKey">The incident; null when it concerns none.</param>
/// <param name="Route">The route that chose the channel; null when none did.</param>
/// <param name="Summary">What is told; null when nothing is.</param>
public sealed record AuditEntry(
    DateTimeOffset At, AuditDecision Decision, string Reason, string? Channel = null, string? DeliveryId = null, string? IncidentKey = null, string? Route = null, string? Summary = null);
