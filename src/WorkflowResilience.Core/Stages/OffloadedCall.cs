namespace WorkflowResilience;

/// <summary>A delegate started on the thread pool, so that one that blocks its thread blocks nobody else and can be abandoned.</summary>
internal sealed class OffloadedCall<T, TCall>
    where TCall : struct, IStageCall<T>
{
    private readonly TCall _call;
    private readonly StageExecutor _executor;
    private readonly WorkflowRun? _run;
    private readonly CancellationToken _token;
    private readonly int _occurrence;
    private readonly int _attempt;

    private OffloadedCall(TCall call, in CallInfo info)
    {
        _call = call;
        _executor = info.Executor;
        _run = info.Run;
        _occurrence = info.Occurrence;
        _attempt = info.Attempt;
        _token = info.Token;
    }

    // Not cancelled by the token before it starts: the delegate decides what a cancellation means, as it does without offloading.
    internal static ValueTask<T> Start(TCall call, in CallInfo info) => new(Task.Factory.StartNew(
        static state => ((OffloadedCall<T, TCall>)state!).InvokeAsync(),
        new OffloadedCall<T, TCall>(call, info),
        CancellationToken.None,
        TaskCreationOptions.DenyChildAttach,
        TaskScheduler.Default).Unwrap());

    private Task<T> InvokeAsync() => _call.Invoke(new CallInfo(_executor, _run, _occurrence, _attempt, _token)).AsTask();
}
