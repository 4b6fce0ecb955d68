namespace WorkflowResilience.Http;

/// <summary>A response and the request's story that it belongs to.</summary>
/// <param name="exchange">The story.</param>
/// <param name="response">The response.</param>
/// <param name="saysLimit">Whether its body says that it is a rate limit.</param>
internal sealed class HttpAnswer(HttpExchange exchange, HttpResponseMessage response, bool saysLimit) : IDisposable
{
    internal HttpExchange Exchange { get; } = exchange;

    internal HttpResponseMessage Response { get; } = response;

    internal bool SaysLimit { get; } = saysLimit;

    public void Dispose() => Response.Dispose();
}
