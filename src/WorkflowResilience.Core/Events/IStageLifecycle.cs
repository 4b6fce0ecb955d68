namespace WorkflowResilience;

/// <summary>Is awaited before a stage's first attempt and after its outcome is known: journals and outboxes hang here.</summary>
/// <remarks>
/// <para>Must be thread-safe. What it throws changes neither the outcome nor the result: it is counted (<see cref="WorkflowRunner.CallbackFailures"/>) and told to
/// observers as <see cref="ResilienceEventKinds.CallbackFailed"/>; only an <see cref="OperationCanceledException"/> after the caller's cancellation is not.</para>
/// <para>The stage waits for it as an attempt is waited for. Its token is cancelled after <see cref="WorkflowRunnerOptions.MaxLifecycleTime"/>; when it still has not
/// ended after the grace, the stage goes on, a <see cref="TimeoutException"/> that names the call is told in the same way, and so is what the call throws
/// later. A call that blocks its thread before its first <c>await</c> cannot be left behind. Do not keep a token beyond its call: they are used again.</para>
/// </remarks>
public interface IStageLifecycle
{
    /// <summary>A stage is about to begin.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="run">The run, or null outside one.</param>
    /// <param name="cancellationToken">
    /// Cancelled by the caller and after <see cref="WorkflowRunnerOptions.MaxLifecycleTime"/>. Once it is, the stage waits no longer than the grace, and the end may be
    /// told while this call still runs.
    /// </param>
    /// <returns>Completes when the stage may begin.</returns>
    ValueTask OnStageStartingAsync(WorkflowStage stage, WorkflowRun? run, CancellationToken cancellationToken);

    /// <summary>A stage has ended.</summary>
    /// <param name="report">How.</param>
    /// <param name="run">The run, or null outside one.</param>
    /// <param name="cancellationToken">
    /// Cancelled after <see cref="WorkflowRunnerOptions.MaxLifecycleTime"/>, never by the caller: the outcome is to be told also when the caller has gone.
    /// </param>
    /// <returns>Completes when the caller may have the outcome.</returns>
    ValueTask OnStageEndedAsync(StageReport report, WorkflowRun? run, CancellationToken cancellationToken);
}
