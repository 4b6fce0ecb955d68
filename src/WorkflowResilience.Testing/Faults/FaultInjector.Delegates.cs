using System.Runtime.CompilerServices;

namespace WorkflowResilience.Testing;

public sealed partial class FaultInjector
{
    /// <summary>The delegate with faults. A call that no rule hits goes straight through.</summary>
    /// <param name="stage">The stage that will run it: rules and draws go by its name.</param>
    /// <param name="action">The work.</param>
    /// <returns>A delegate of the same shape.</returns>
    /// <exception cref="InvalidOperationException">A rule for this stage gives a result of another type than the delegate's.</exception>
    [OverloadResolutionPriority(1)]
    public Func<CancellationToken, ValueTask> Wrap(WorkflowStage stage, Func<CancellationToken, ValueTask> action)
    {
        Check(stage, action, typeof(void));
        return ct => Decide(_counts.Next(stage), typeof(void)) is { } injection ? PlayVoidAsync(injection, action, ct) : action(ct);
    }

    /// <inheritdoc cref="Wrap(WorkflowStage, Func{CancellationToken, ValueTask})"/>
    public Func<CancellationToken, Task> Wrap(WorkflowStage stage, Func<CancellationToken, Task> action)
    {
        Check(stage, action, typeof(void));
        return ct => Decide(_counts.Next(stage), typeof(void)) is { } injection ? PlayVoidAsync(injection, c => new ValueTask(action(c)), ct).AsTask() : action(ct);
    }

    /// <inheritdoc cref="Wrap(WorkflowStage, Func{CancellationToken, ValueTask})"/>
    /// <typeparam name="T">The result.</typeparam>
    [OverloadResolutionPriority(1)]
    public Func<CancellationToken, ValueTask<T>> Wrap<T>(WorkflowStage stage, Func<CancellationToken, ValueTask<T>> action)
    {
        Check(stage, action, typeof(T));
        return ct => Decide(_counts.Next(stage), typeof(T)) is { } injection ? PlayAsync(injection, action, ct) : action(ct);
    }

    /// <inheritdoc cref="Wrap{T}(WorkflowStage, Func{CancellationToken, ValueTask{T}})"/>
    public Func<CancellationToken, Task<T>> Wrap<T>(WorkflowStage stage, Func<CancellationToken, Task<T>> action)
    {
        Check(stage, action, typeof(T));
        return ct => Decide(_counts.Next(stage), typeof(T)) is { } injection ? PlayAsync(injection, c => new ValueTask<T>(action(c)), ct).AsTask() : action(ct);
    }

    /// <summary>The delegate with faults, in the form that knows its stage and attempt: its draws are the same under any interleaving.</summary>
    /// <typeparam name="TState">What is handed to the work.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="action">The work.</param>
    /// <returns>A delegate of the same shape. It throws <see cref="InvalidOperationException"/> when a rule for its stage gives a result of another type.</returns>
    public Func<TState, StageContext, ValueTask<T>> Wrap<TState, T>(Func<TState, StageContext, ValueTask<T>> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return (state, context) =>
        {
            CheckResults(context.Stage, typeof(T));
            return Decide(CallIdentity.Of(context), typeof(T)) is { } injection
                ? PlayAsync(injection, _ => action(state, context), context.CancellationToken)
                : action(state, context);
        };
    }

    private void Check(WorkflowStage stage, Delegate action, Type result)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (stage.IsNone) throw new ArgumentException("The stage has no name; write one such as WorkflowStage.RepositoryClone or \"Build\".", nameof(stage));
        CheckResults(stage, result);
    }

    private async ValueTask PlayVoidAsync(Injection injection, Func<CancellationToken, ValueTask> action, CancellationToken cancellationToken) => await PlayAsync<object?>(
        injection,
        async ct =>
        {
            await action(ct).ConfigureAwait(false);
            return null;
        },
        cancellationToken).ConfigureAwait(false);
}
