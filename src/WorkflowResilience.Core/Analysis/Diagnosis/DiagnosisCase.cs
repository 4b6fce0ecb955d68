namespace WorkflowResilience.Analysis;

/// <summary>What is known of a failure beside its texts.</summary>
/// <param name="Fields">The fields that patterns may ask for.</param>
/// <param name="Recurrence">What is remembered of failures like it; null when nothing is.</param>
/// <param name="Severities">How bad a failure is.</param>
internal sealed record DiagnosisCase(ContextFields Fields, FailureRecurrence? Recurrence, SeverityTable Severities);
