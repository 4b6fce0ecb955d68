namespace WorkflowResilience.Argo;

/// <summary>A stage's policy in Argo's words.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Retry">How Argo repeats; null when it does not, or when the attempts are unrolled.</param>
/// <param name="AttemptDeadline">The template's <c>activeDeadlineSeconds</c>, whole seconds; null for none.</param>
/// <param name="Waits">The waits between unrolled attempts, whole seconds; empty when they are not unrolled.</param>
/// <param name="Rows">What became of each member, in the order of the policy's members; every member has at least one row.</param>
public sealed record StageMapping(WorkflowStage Stage, ArgoRetryStrategy? Retry, TimeSpan? AttemptDeadline, IReadOnlyList<TimeSpan> Waits, IReadOnlyList<MappingRow> Rows);
