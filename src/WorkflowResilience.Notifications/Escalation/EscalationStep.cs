namespace WorkflowResilience.Notifications;

/// <summary>A message of an escalation that is due.</summary>
/// <param name="Incident">The incident, with the step counted.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Channels">Whom to tell.</param>
/// <param name="Level">Which message of the rule, from 1.</param>
internal readonly record struct EscalationStep(Incident Incident, string Rule, IReadOnlyList<string> Channels, int Level);
