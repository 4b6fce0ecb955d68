using System.Runtime.CompilerServices;

namespace WorkflowResilience;

public sealed partial class WorkflowRun
{
    /// <summary>Runs a stage of this run; when it fails for good or is refused, the first fallback that succeeds gives the result.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="stage">The stage.</param>
    /// <param name="action">The work.</param>
    /// <param name="fallbacks">What to do instead, in order.</param>
    /// <param name="cancellationToken">The caller's token. Default: the run's.</param>
    /// <returns>The result, of the stage or of a fallback. Await it once.</returns>
    /// <exception cref="StageFailedException">The stage failed, and so did every fallback; the exception is the stage's.</exception>
    /// <exception cref="StageNotConfiguredException">The stage has no policy, or is not one of the run's workflow.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; the token is the caller's.</exception>
    [OverloadResolutionPriority(1)]
    public ValueTask<T> StageAsync<T>(
        WorkflowStage stage, Func<CancellationToken, ValueTask<T>> action, IReadOnlyList<StageFallback<T>> fallbacks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Executor(stage).Run<T, FallbackCall<T, ValueTaskCall<T>>>(StageExecutor.With<T, ValueTaskCall<T>>(new ValueTaskCall<T>(action), fallbacks), this, cancellationToken);
    }

    /// <inheritdoc cref="StageAsync{T}(WorkflowStage, Func{CancellationToken, ValueTask{T}}, IReadOnlyList{StageFallback{T}}, CancellationToken)"/>
    public ValueTask<T> StageAsync<T>(
        WorkflowStage stage, Func<CancellationToken, Task<T>> action, IReadOnlyList<StageFallback<T>> fallbacks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Executor(stage).Run<T, FallbackCall<T, TaskCall<T>>>(StageExecutor.With<T, TaskCall<T>>(new TaskCall<T>(action), fallbacks), this, cancellationToken);
    }

    /// <summary>Runs a stage of this run with fallbacks and tells how it ended.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="stage">The stage.</param>
    /// <param name="action">The work.</param>
    /// <param name="fallbacks">What to do instead, in order.</param>
    /// <param name="cancellationToken">The caller's token. Default: the run's.</param>
    /// <returns>How it ended. Await it once.</returns>
    /// <exception cref="StageNotConfiguredException">The stage has no policy, or is not one of the run's workflow.</exception>
    [OverloadResolutionPriority(1)]
    public ValueTask<StageOutcome<T>> TryStageAsync<T>(
        WorkflowStage stage, Func<CancellationToken, ValueTask<T>> action, IReadOnlyList<StageFallback<T>> fallbacks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Executor(stage).TryRun<T, FallbackCall<T, ValueTaskCall<T>>>(StageExecutor.With<T, ValueTaskCall<T>>(new ValueTaskCall<T>(action), fallbacks), this, cancellationToken);
    }

    /// <inheritdoc cref="TryStageAsync{T}(WorkflowStage, Func{CancellationToken, ValueTask{T}}, IReadOnlyList{StageFallback{T}}, CancellationToken)"/>
    public ValueTask<StageOutcome<T>> TryStageAsync<T>(
        WorkflowStage stage, Func<CancellationToken, Task<T>> action, IReadOnlyList<StageFallback<T>> fallbacks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Executor(stage).TryRun<T, FallbackCall<T, TaskCall<T>>>(StageExecutor.With<T, TaskCall<T>>(new TaskCall<T>(action), fallbacks), this, cancellationToken);
    }
}
