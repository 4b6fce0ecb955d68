namespace WorkflowResilience;

/// <summary>A delegate with something else to do, without the type of the delegate.</summary>
internal interface IFallbackCall<T>
{
    StageFallback<T>[] Fallbacks { get; }
}

/// <summary>A delegate with something else to do when it has failed for good.</summary>
internal readonly struct FallbackCall<T, TCall>(TCall call, StageFallback<T>[] fallbacks) : IStageCall<T>, IFallbackCall<T>
    where TCall : struct, IStageCall<T>
{
    public static bool ReadsResults => TCall.ReadsResults;

    public static bool HasFallbacks => true;

    public bool MayRepeat => call.MayRepeat;

    public StageFallback<T>[] Fallbacks => fallbacks;

    public static bool TryReadFailure(T result, TimeProvider time, out FailureFacts facts) => TCall.TryReadFailure(result, time, out facts);

    public ValueTask<T> Invoke(in CallInfo info) => call.Invoke(info);
}
