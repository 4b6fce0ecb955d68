namespace WorkflowResilience;

/// <summary>A reference to another failure of the same run.</summary>
/// <param name="Stage">The stage that failed.</param>
/// <param name="FailureId">The failure's id.</param>
/// <param name="Fingerprint">Its fingerprint; null when it has none.</param>
public sealed record FailureLink(WorkflowStage Stage, string FailureId, string? Fingerprint);
