namespace WorkflowResilience.Notifications;

/// <summary>What channels are made with: the clock and the connections, shared by all channels of one center.</summary>
internal sealed class ChannelServices : IDisposable
{
    private readonly Lazy<HttpSender> _sender;

    internal ChannelServices(TimeProvider time, IServiceProvider? provider = null, Func<HttpMessageHandler>? handler = null)
    {
        Time = time;
        Provider = provider;
        _sender = new Lazy<HttpSender>(() => new HttpSender(time, handler));
    }

    internal TimeProvider Time { get; }

    /// <summary>The host's services, for channels of its own; null without any.</summary>
    internal IServiceProvider? Provider { get; }

    internal HttpSender Http => _sender.Value;

    public void Dispose()
    {
        if (_sender.IsValueCreated) _sender.Value.Dispose();
    }
}
