using System.Runtime.CompilerServices;

namespace WorkflowResilience;

public sealed partial class WorkflowRun
{
    /// <summary>Runs a stage of this run.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="action">The work: called once an attempt, with a token that the caller, the attempt's timeout and the total timeout cancel.</param>
    /// <param name="cancellationToken">The caller's token. Default: the run's.</param>
    /// <returns>Completes when the stage has succeeded. Await it once.</returns>
    /// <exception cref="StageFailedException">It failed; the type says why, <see cref="Exception.InnerException"/> is the last real failure.</exception>
    /// <exception cref="StageNotConfiguredException">The stage has no policy, or is not one of the run's workflow.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; the token is the caller's.</exception>
    [OverloadResolutionPriority(1)]
    public ValueTask StageAsync(WorkflowStage stage, Func<CancellationToken, ValueTask> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Executor(stage).RunVoid(new VoidValueTaskCall(action), this, cancellationToken);
    }

    /// <inheritdoc cref="StageAsync(WorkflowStage, Func{CancellationToken, ValueTask}, CancellationToken)"/>
    public ValueTask StageAsync(WorkflowStage stage, Func<CancellationToken, Task> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Executor(stage).RunVoid(new VoidTaskCall(action), this, cancellationToken);
    }

    /// <inheritdoc cref="StageAsync(WorkflowStage, Func{CancellationToken, ValueTask}, CancellationToken)"/>
    /// <typeparam name="T">The result.</typeparam>
    [OverloadResolutionPriority(1)]
    public ValueTask<T> StageAsync<T>(WorkflowStage stage, Func<CancellationToken, ValueTask<T>> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Executor(stage).Run<T, ValueTaskCall<T>>(new ValueTaskCall<T>(action), this, cancellationToken);
    }

    /// <inheritdoc cref="StageAsync{T}(WorkflowStage, Func{CancellationToken, ValueTask{T}}, CancellationToken)"/>
    public ValueTask<T> StageAsync<T>(WorkflowStage stage, Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Executor(stage).Run<T, TaskCall<T>>(new TaskCall<T>(action), this, cancellationToken);
    }

    /// <inheritdoc cref="StageAsync{T}(WorkflowStage, Func{CancellationToken, ValueTask{T}}, CancellationToken)"/>
    /// <typeparam name="TState">What is handed to the work, so that it need not capture anything.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="stage">The stage.</param>
    /// <param name="state">Handed to the work.</param>
    /// <param name="action">The work, told of the attempt it makes.</param>
    /// <param name="cancellationToken">The caller's token. Default: the run's.</param>
    public ValueTask<T> StageAsync<TState, T>(WorkflowStage stage, TState state, Func<TState, StageContext, ValueTask<T>> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Executor(stage).Run<T, ContextCall<TState, T>>(new ContextCall<TState, T>(state, action, new StageItems()), this, cancellationToken);
    }

    /// <summary>Runs a stage of this run and tells how it ended; a failure or the caller's cancellation is not thrown.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="action">The work.</param>
    /// <param name="cancellationToken">The caller's token. Default: the run's.</param>
    /// <returns>How it ended. Await it once.</returns>
    /// <exception cref="StageNotConfiguredException">The stage has no policy, or is not one of the run's workflow.</exception>
    [OverloadResolutionPriority(1)]
    public ValueTask<StageOutcome> TryStageAsync(WorkflowStage stage, Func<CancellationToken, ValueTask> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Executor(stage).TryRunVoid(new VoidValueTaskCall(action), this, cancellationToken);
    }

    /// <inheritdoc cref="TryStageAsync(WorkflowStage, Func{CancellationToken, ValueTask}, CancellationToken)"/>
    public ValueTask<StageOutcome> TryStageAsync(WorkflowStage stage, Func<CancellationToken, Task> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Executor(stage).TryRunVoid(new VoidTaskCall(action), this, cancellationToken);
    }

    /// <inheritdoc cref="TryStageAsync(WorkflowStage, Func{CancellationToken, ValueTask}, CancellationToken)"/>
    /// <typeparam name="T">The result.</typeparam>
    [OverloadResolutionPriority(1)]
    public ValueTask<StageOutcome<T>> TryStageAsync<T>(WorkflowStage stage, Func<CancellationToken, ValueTask<T>> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Executor(stage).TryRun<T, ValueTaskCall<T>>(new ValueTaskCall<T>(action), this, cancellationToken);
    }

    /// <inheritdoc cref="TryStageAsync{T}(WorkflowStage, Func{CancellationToken, ValueTask{T}}, CancellationToken)"/>
    public ValueTask<StageOutcome<T>> TryStageAsync<T>(WorkflowStage stage, Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Executor(stage).TryRun<T, TaskCall<T>>(new TaskCall<T>(action), this, cancellationToken);
    }

    /// <inheritdoc cref="TryStageAsync{T}(WorkflowStage, Func{CancellationToken, ValueTask{T}}, CancellationToken)"/>
    /// <typeparam name="TState">What is handed to the work.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="stage">The stage.</param>
    /// <param name="state">Handed to the work.</param>
    /// <param name="action">The work, told of the attempt it makes.</param>
    /// <param name="cancellationToken">The caller's token. Default: the run's.</param>
    public ValueTask<StageOutcome<T>> TryStageAsync<TState, T>(WorkflowStage stage, TState state, Func<TState, StageContext, ValueTask<T>> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Executor(stage).TryRun<T, ContextCall<TState, T>>(new ContextCall<TState, T>(state, action, new StageItems()), this, cancellationToken);
    }

    private StageExecutor Executor(WorkflowStage stage)
    {
        if (Workflow is { } workflow && !workflow.TryGet(stage, out _)) throw Runner.NotConfigured(stage, this, workflow.Stages.Select(s => s.Stage));
        return Runner[stage];
    }
}
