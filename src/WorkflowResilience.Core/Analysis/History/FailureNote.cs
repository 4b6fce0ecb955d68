namespace WorkflowResilience.Analysis;

/// <summary>What people have said of a fingerprint.</summary>
/// <param name="Fix">What fixed it last.</param>
/// <param name="Verdict">What its verdict should be.</param>
/// <param name="CorrectedBy">Who said so.</param>
internal sealed record FailureNote(FailureFix? Fix, FailureVerdict? Verdict, string? CorrectedBy)
{
    internal static FailureNote Empty { get; } = new(null, null, null);
}
