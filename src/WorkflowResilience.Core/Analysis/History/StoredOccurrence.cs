namespace WorkflowResilience.Analysis;

/// <summary>One time that a failure happened, as it is kept: 40 bytes and the run's id.</summary>
/// <param name="Time">When, in UTC ticks.</param>
/// <param name="Failure">The number of the failure's id.</param>
/// <param name="RunId">The run's id, bounded; null outside a run.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Attempts">How many attempts there were.</param>
/// <param name="Reason">Why the execution ended.</param>
internal readonly record struct StoredOccurrence(long Time, ulong Failure, string? RunId, WorkflowStage Stage, int Attempts, StageReason Reason)
{
    internal FailureOccurrence ToOccurrence() => new()
    {
        Time = new DateTimeOffset(Time, TimeSpan.Zero),
        FailureId = FailureId.Text(Failure),
        RunId = RunId,
        Stage = Stage,
        Attempts = Attempts,
        Reason = Reason,
    };
}
