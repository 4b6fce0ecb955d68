namespace WorkflowResilience.Http;

/// <summary>A request as the executor's delegate: a response that is a failure counts as one without any exception being thrown.</summary>
/// <param name="exchange">The request's story.</param>
internal readonly struct HttpCall(HttpExchange exchange) : IStageCall<HttpAnswer>
{
    public static bool ReadsResults => true;

    public bool MayRepeat => exchange.MayRepeat;

    public static bool TryReadFailure(HttpAnswer result, TimeProvider time, out FailureFacts facts) => result.Exchange.TryReadFailure(result, time.GetUtcNow(), out facts);

    public ValueTask<HttpAnswer> Invoke(in CallInfo info) => exchange.SendAsync(info.Token);
}
