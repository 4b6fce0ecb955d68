namespace WorkflowResilience.Notifications;

/// <summary>The connections of all HTTP channels of a center.</summary>
internal sealed class HttpSender(TimeProvider time, Func<HttpMessageHandler>? handler) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(handler?.Invoke() ?? new SocketsHttpHandler { AllowAutoRedirect = false, ActivityHeadersPropagator = null });

    internal TimeProvider Time { get; } = time;

    public void Dispose() => _invoker.Dispose();
}
