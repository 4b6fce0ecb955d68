namespace WorkflowResilience.Analysis;

/// <summary>How one execution of a stage ended, as far as later failures may follow from it.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Key">The key that it was called for; null for none.</param>
/// <param name="FailureId">The failure, also one that a fallback made good; null when it succeeded by itself.</param>
/// <param name="Fingerprint">The failure's fingerprint, if it has one.</param>
/// <param name="IsDegraded">Whether a fallback gave the result.</param>
internal readonly record struct StageEnd(WorkflowStage Stage, string? Key, string? FailureId, string? Fingerprint, bool IsDegraded);
