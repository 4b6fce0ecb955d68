using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using WorkflowResilience.Hosting;

namespace WorkflowResilience;

/// <summary>Runs stages whose work is done by a scoped service: each attempt has a scope of its own, so that no attempt sees what a failed one has left behind.</summary>
/// <remarks>
/// The scope lives until the work really ends, also when the caller has been released before (<see cref="StagePolicy.AbandonGrace"/>), and is then disposed asynchronously. A service
/// that cannot be made fails the attempt; so does a scope that cannot be disposed of after a success. After a failure the failure stays, whatever disposal throws.
/// </remarks>
public static class ScopedStageExtensions
{
    /// <summary>Runs the stage.</summary>
    /// <typeparam name="TService">The service that does the work.</typeparam>
    /// <param name="stage">The stage.</param>
    /// <param name="scopes">Makes the scopes.</param>
    /// <param name="action">The work: called once an attempt with a service of the attempt's scope and the attempt's token.</param>
    /// <param name="cancellationToken">The caller's token. Default inside a run: the run's.</param>
    /// <returns>Completes when the stage has succeeded. Await it once.</returns>
    /// <exception cref="StageFailedException">It failed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; the token is the caller's.</exception>
    [OverloadResolutionPriority(1)]
    public static ValueTask RunScopedAsync<TService>(
        this StageExecutor stage, IServiceScopeFactory scopes, Func<TService, CancellationToken, ValueTask> action, CancellationToken cancellationToken = default)
        where TService : notnull
    {
        ArgumentNullException.ThrowIfNull(stage);
        return stage.RunAsync(ScopedAttempt.Of(scopes, action), cancellationToken);
    }

    /// <inheritdoc cref="RunScopedAsync{TService}(StageExecutor, IServiceScopeFactory, Func{TService, CancellationToken, ValueTask}, CancellationToken)"/>
    public static ValueTask RunScopedAsync<TService>(
        this StageExecutor stage, IServiceScopeFactory scopes, Func<TService, CancellationToken, Task> action, CancellationToken cancellationToken = default)
        where TService : notnull
    {
        ArgumentNullException.ThrowIfNull(stage);
        return stage.RunAsync(ScopedAttempt.Of(scopes, action), cancellationToken);
    }

    /// <inheritdoc cref="RunScopedAsync{TService}(StageExecutor, IServiceScopeFactory, Func{TService, CancellationToken, ValueTask}, CancellationToken)"/>
    /// <typeparam name="TService">The service that does the work.</typeparam>
    /// <typeparam name="T">The result. It must not need the scope, which is gone when it is returned.</typeparam>
    [OverloadResolutionPriority(1)]
    public static ValueTask<T> RunScopedAsync<TService, T>(
        this StageExecutor stage, IServiceScopeFactory scopes, Func<TService, CancellationToken, ValueTask<T>> action, CancellationToken cancellationToken = default)
        where TService : notnull
    {
        ArgumentNullException.ThrowIfNull(stage);
        return stage.RunAsync(ScopedAttempt.Of(scopes, action), cancellationToken);
    }

    /// <inheritdoc cref="RunScopedAsync{TService, T}(StageExecutor, IServiceScopeFactory, Func{TService, CancellationToken, ValueTask{T}}, CancellationToken)"/>
    public static ValueTask<T> RunScopedAsync<TService, T>(
        this StageExecutor stage, IServiceScopeFactory scopes, Func<TService, CancellationToken, Task<T>> action, CancellationToken cancellationToken = default)
        where TService : notnull
    {
        ArgumentNullException.ThrowIfNull(stage);
        return stage.RunAsync(ScopedAttempt.Of(scopes, action), cancellationToken);
    }

    /// <summary>Runs the stage and tells how it ended; a failure or the caller's cancellation is not thrown.</summary>
    /// <typeparam name="TService">The service that does the work.</typeparam>
    /// <param name="stage">The stage.</param>
    /// <param name="scopes">Makes the scopes.</param>
    /// <param name="action">The work: called once an attempt with a service of the attempt's scope and the attempt's token.</param>
    /// <param name="cancellationToken">The caller's token. Default inside a run: the run's.</param>
    /// <returns>How it ended. Await it once.</returns>
    [OverloadResolutionPriority(1)]
    public static ValueTask<StageOutcome> TryRunScopedAsync<TService>(
        this StageExecutor stage, IServiceScopeFactory scopes, Func<TService, CancellationToken, ValueTask> action, CancellationToken cancellationToken = default)
        where TService : notnull
    {
        ArgumentNullException.ThrowIfNull(stage);
        return stage.TryRunAsync(ScopedAttempt.Of(scopes, action), cancellationToken);
    }

    /// <inheritdoc cref="TryRunScopedAsync{TService}(StageExecutor, IServiceScopeFactory, Func{TService, CancellationToken, ValueTask}, CancellationToken)"/>
    public static ValueTask<StageOutcome> TryRunScopedAsync<TService>(
        this StageExecutor stage, IServiceScopeFactory scopes, Func<TService, CancellationToken, Task> action, CancellationToken cancellationToken = default)
        where TService : notnull
    {
        ArgumentNullException.ThrowIfNull(stage);
        return stage.TryRunAsync(ScopedAttempt.Of(scopes, action), cancellationToken);
    }

    /// <inheritdoc cref="TryRunScopedAsync{TService}(StageExecutor, IServiceScopeFactory, Func{TService, CancellationToken, ValueTask}, CancellationToken)"/>
    /// <typeparam name="TService">The service that does the work.</typeparam>
    /// <typeparam name="T">The result. It must not need the scope, which is gone when it is returned.</typeparam>
    [OverloadResolutionPriority(1)]
    public static ValueTask<StageOutcome<T>> TryRunScopedAsync<TService, T>(
        this StageExecutor stage, IServiceScopeFactory scopes, Func<TService, CancellationToken, ValueTask<T>> action, CancellationToken cancellationToken = default)
        where TService : notnull
    {
        ArgumentNullException.ThrowIfNull(stage);
        return stage.TryRunAsync(ScopedAttempt.Of(scopes, action), cancellationToken);
    }

    /// <inheritdoc cref="TryRunScopedAsync{TService, T}(StageExecutor, IServiceScopeFactory, Func{TService, CancellationToken, ValueTask{T}}, CancellationToken)"/>
    public static ValueTask<StageOutcome<T>> TryRunScopedAsync<TService, T>(
        this StageExecutor stage, IServiceScopeFactory scopes, Func<TService, CancellationToken, Task<T>> action, CancellationToken cancellationToken = default)
        where TService : notnull
    {
        ArgumentNullException.ThrowIfNull(stage);
        return stage.TryRunAsync(ScopedAttempt.Of(scopes, action), cancellationToken);
    }
}
