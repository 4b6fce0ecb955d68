namespace WorkflowResilience.Notifications.Tests.Outbox;

/// <summary>A channel that answers as it is told to, and remembers what it was sent.</summary>
internal sealed class ScriptedChannel(TimeProvider time) : INotificationChannel
{
    private readonly Queue<Func<ChannelMessage, DeliveryResult>> _script = new();

    internal List<(DateTimeOffset At, ChannelMessage Message, DeliveryStatus Status)> Calls { get; } = [];

    internal Func<ChannelMessage, DeliveryResult> Otherwise { get; set; } = _ => DeliveryResult.Accepted();

    internal TaskCompletionSource? Held { get; set; }

    internal IEnumerable<string> Accepted => Calls.Where(c => c.Status == DeliveryStatus.Accepted).Select(c => c.Message.DeliveryId);

    public async ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        DeliveryResult result = (_script.Count > 0 ? _script.Dequeue() : Otherwise)(message);
        Calls.Add((time.GetUtcNow(), message, result.Status));
        if (Held is { } held) await held.Task;
        return result;
    }

    internal ScriptedChannel Then(DeliveryResult result)
    {
        _script.Enqueue(_ => result);
        return this;
    }

    internal ScriptedChannel ThenThrow(Exception exception)
    {
        _script.Enqueue(_ => throw exception);
        return this;
    }
}
