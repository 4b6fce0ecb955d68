namespace WorkflowResilience;

/// <summary>Is awaited before a stage's first attempt and after its outcome is known: journals and outboxes hang here.</summary>
/// <remarks>
/// Must be thread-safe. The stage waits for it, without a limit of its own. What it throws changes neither the outcome nor the result: it is counted and told
/// to observers as <see cref="ResilienceEventKinds.CallbackFailed"/>.
/// </remarks>
public interface IStageLifecycle
{
    /// <summary>A stage is about to begin.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="run">The run, or null outside one.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>Completes when the stage may begin.</returns>
    ValueTask OnStageStartingAsync(WorkflowStage stage, WorkflowRun? run, CancellationToken cancellationToken);

    /// <summary>A stage has ended.</summary>
    /// <param name="report">How.</param>
    /// <param name="run">The run, or null outside one.</param>
    /// <param name="cancellationToken">Never cancelled by the caller: the outcome is to be told also when the caller has gone.</param>
    /// <returns>Completes when the caller may have the outcome.</returns>
    ValueTask OnStageEndedAsync(StageReport report, WorkflowRun? run, CancellationToken cancellationToken);
}
