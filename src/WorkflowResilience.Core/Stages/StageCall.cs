using System.Runtime.CompilerServices;

namespace WorkflowResilience;

/// <summary>What a call of the delegate is told.</summary>
internal readonly ref struct CallInfo(StageExecutor executor, WorkflowRun? run, int occurrence, int attempt, CancellationToken token)
{
    internal StageExecutor Executor { get; } = executor;

    internal WorkflowRun? Run { get; } = run;

    internal int Occurrence { get; } = occurrence;

    internal int Attempt { get; } = attempt;

    internal CancellationToken Token { get; } = token;
}

/// <summary>One shape of delegate. Structures, so that the executor is compiled for each shape and nothing is captured.</summary>
/// <typeparam name="T">The result.</typeparam>
internal interface IStageCall<T>
{
    /// <summary>Whether a returned result may be a failure that says so itself.</summary>
    static virtual bool ReadsResults => false;

    /// <summary>Whether there is something to do when all attempts have failed.</summary>
    static virtual bool HasFallbacks => false;

    /// <summary>Whether the delegate may be called again.</summary>
    bool MayRepeat { get; }

    ValueTask<T> Invoke(in CallInfo info);

    /// <summary>What is known of a result that is a failure; false when it is none.</summary>
    static virtual bool TryReadFailure(T result, TimeProvider time, out FailureFacts facts)
    {
        facts = default;
        return false;
    }
}

internal readonly struct ValueTaskCall<T>(Func<CancellationToken, ValueTask<T>> action) : IStageCall<T>
{
    public bool MayRepeat => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ValueTask<T> Invoke(in CallInfo info) => action(info.Token);
}

internal readonly struct TaskCall<T>(Func<CancellationToken, Task<T>> action) : IStageCall<T>
{
    public bool MayRepeat => true;

    public ValueTask<T> Invoke(in CallInfo info) => new(action(info.Token) ?? throw NoTask.Returned());
}

internal readonly struct VoidValueTaskCall(Func<CancellationToken, ValueTask> action) : IStageCall<Nothing>
{
    public bool MayRepeat => true;

    public ValueTask<Nothing> Invoke(in CallInfo info)
    {
        ValueTask pending = action(info.Token);
        if (!pending.IsCompletedSuccessfully) return Awaited(pending);
        pending.GetAwaiter().GetResult();
        return default;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal static async ValueTask<Nothing> Awaited(ValueTask pending)
    {
        await pending.ConfigureAwait(false);
        return default;
    }
}

internal readonly struct VoidTaskCall(Func<CancellationToken, Task> action) : IStageCall<Nothing>
{
    public bool MayRepeat => true;

    public ValueTask<Nothing> Invoke(in CallInfo info)
    {
        Task pending = action(info.Token) ?? throw NoTask.Returned();
        return pending.IsCompletedSuccessfully ? default : Awaited(pending);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<Nothing> Awaited(Task pending)
    {
        await pending.ConfigureAwait(false);
        return default;
    }
}

internal readonly struct ContextCall<TState, T>(TState state, Func<TState, StageContext, ValueTask<T>> action, StageItems items) : IStageCall<T>
{
    public bool MayRepeat => true;

    public ValueTask<T> Invoke(in CallInfo info) =>
        action(state, new StageContext(info.Executor.Stage, info.Run?.Id, info.Attempt, items.WithKey(info), info.Token));
}

/// <summary>What a delegate has done wrong that returns null where a task is due.</summary>
internal static class NoTask
{
    internal static InvalidOperationException Returned() => new("The delegate returned null instead of a Task; return Task.CompletedTask, Task.FromResult(…), or make it async.");
}
