using System.Globalization;
using System.Runtime.CompilerServices;

namespace WorkflowResilience;

public sealed partial class StageExecutor
{
    /// <summary>Runs the stage.</summary>
    /// <param name="action">The work: called once an attempt, with a token that the caller, the attempt's timeout and the total timeout cancel.</param>
    /// <param name="cancellationToken">The caller's token: ends waits at once and the attempt through its token. Default inside a run: the run's.</param>
    /// <returns>Completes when the stage has succeeded. Await it once.</returns>
    /// <exception cref="StageFailedException">It failed; the type says why, <see cref="Exception.InnerException"/> is the last real failure.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; the token is the caller's.</exception>
    /// <exception cref="ObjectDisposedException">The runner has been disposed.</exception>
    [OverloadResolutionPriority(1)]
    public ValueTask RunAsync(Func<CancellationToken, ValueTask> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return RunVoid(new VoidValueTaskCall(action), CurrentRun, cancellationToken);
    }

    /// <inheritdoc cref="RunAsync(Func{CancellationToken, ValueTask}, CancellationToken)"/>
    public ValueTask RunAsync(Func<CancellationToken, Task> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return RunVoid(new VoidTaskCall(action), CurrentRun, cancellationToken);
    }

    /// <inheritdoc cref="RunAsync(Func{CancellationToken, ValueTask}, CancellationToken)"/>
    /// <typeparam name="T">The result. A disposable one that is discarded because a condition counts it as a failure is disposed.</typeparam>
    [OverloadResolutionPriority(1)]
    public ValueTask<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Run<T, ValueTaskCall<T>>(new ValueTaskCall<T>(action), CurrentRun, cancellationToken);
    }

    /// <inheritdoc cref="RunAsync{T}(Func{CancellationToken, ValueTask{T}}, CancellationToken)"/>
    public ValueTask<T> RunAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Run<T, TaskCall<T>>(new TaskCall<T>(action), CurrentRun, cancellationToken);
    }

    /// <inheritdoc cref="RunAsync{T}(Func{CancellationToken, ValueTask{T}}, CancellationToken)"/>
    /// <typeparam name="TState">What is handed to the work, so that it need not capture anything.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="state">Handed to the work.</param>
    /// <param name="action">The work, told of the attempt it makes.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    public ValueTask<T> RunAsync<TState, T>(TState state, Func<TState, StageContext, ValueTask<T>> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Run<T, ContextCall<TState, T>>(new ContextCall<TState, T>(state, action, new StageItems()), CurrentRun, cancellationToken);
    }

    /// <summary>Runs the stage and tells how it ended; a failure or the caller's cancellation is not thrown.</summary>
    /// <param name="action">The work.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>How it ended. Await it once.</returns>
    /// <exception cref="ObjectDisposedException">The runner has been disposed.</exception>
    [OverloadResolutionPriority(1)]
    public ValueTask<StageOutcome> TryRunAsync(Func<CancellationToken, ValueTask> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return TryRunVoid(new VoidValueTaskCall(action), CurrentRun, cancellationToken);
    }

    /// <inheritdoc cref="TryRunAsync(Func{CancellationToken, ValueTask}, CancellationToken)"/>
    public ValueTask<StageOutcome> TryRunAsync(Func<CancellationToken, Task> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return TryRunVoid(new VoidTaskCall(action), CurrentRun, cancellationToken);
    }

    /// <inheritdoc cref="TryRunAsync(Func{CancellationToken, ValueTask}, CancellationToken)"/>
    /// <typeparam name="T">The result.</typeparam>
    [OverloadResolutionPriority(1)]
    public ValueTask<StageOutcome<T>> TryRunAsync<T>(Func<CancellationToken, ValueTask<T>> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return TryRun<T, ValueTaskCall<T>>(new ValueTaskCall<T>(action), CurrentRun, cancellationToken);
    }

    /// <inheritdoc cref="TryRunAsync{T}(Func{CancellationToken, ValueTask{T}}, CancellationToken)"/>
    public ValueTask<StageOutcome<T>> TryRunAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return TryRun<T, TaskCall<T>>(new TaskCall<T>(action), CurrentRun, cancellationToken);
    }

    /// <inheritdoc cref="TryRunAsync{T}(Func{CancellationToken, ValueTask{T}}, CancellationToken)"/>
    /// <typeparam name="TState">What is handed to the work.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="state">Handed to the work.</param>
    /// <param name="action">The work, told of the attempt it makes.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    public ValueTask<StageOutcome<T>> TryRunAsync<TState, T>(TState state, Func<TState, StageContext, ValueTask<T>> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return TryRun<T, ContextCall<TState, T>>(new ContextCall<TState, T>(state, action, new StageItems()), CurrentRun, cancellationToken);
    }

    internal WorkflowRun? CurrentRun => WorkflowRun.Current is { } run && ReferenceEquals(run.Runner, _runner) ? run : null;

    internal string KeyFor(WorkflowRun? run, int occurrence) => run is null
        ? string.Create(CultureInfo.InvariantCulture, $"{Stage}-{Draw.Bits(_runner.Seed, _runner.NextExecution(), _stageNumber, 0, Draw.Identity):x16}")
        : string.Create(CultureInfo.InvariantCulture, $"{run.Id}/{Stage}/{occurrence}");

    internal ValueTask RunVoid<TCall>(TCall call, WorkflowRun? run, CancellationToken cancellationToken)
        where TCall : struct, IStageCall<Nothing>
    {
        ValueTask<Nothing> pending = Execute<Nothing, TCall, ValueShape<Nothing>, Nothing>(call, run, cancellationToken);
        if (!pending.IsCompletedSuccessfully) return Awaited(pending);
        _ = pending.Result;
        return default;

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        static async ValueTask Awaited(ValueTask<Nothing> pending) => await pending.ConfigureAwait(false);
    }

    internal ValueTask<T> Run<T, TCall>(TCall call, WorkflowRun? run, CancellationToken cancellationToken)
        where TCall : struct, IStageCall<T> => Execute<T, TCall, ValueShape<T>, T>(call, run, cancellationToken);

    internal ValueTask<StageOutcome> TryRunVoid<TCall>(TCall call, WorkflowRun? run, CancellationToken cancellationToken)
        where TCall : struct, IStageCall<Nothing> => Execute<Nothing, TCall, VoidOutcomeShape, StageOutcome>(call, run, cancellationToken);

    internal ValueTask<StageOutcome<T>> TryRun<T, TCall>(TCall call, WorkflowRun? run, CancellationToken cancellationToken)
        where TCall : struct, IStageCall<T> => Execute<T, TCall, OutcomeShape<T>, StageOutcome<T>>(call, run, cancellationToken);
}
