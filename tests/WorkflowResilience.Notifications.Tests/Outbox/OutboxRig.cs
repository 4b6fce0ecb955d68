using WorkflowResilience.Storage;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Notifications.Tests.Outbox;

/// <summary>An outbox over scripted channels and a manual clock.</summary>
internal sealed class OutboxRig : IDeliveryListener
{
    private readonly List<WorkflowRunner> _runners = [];
    private int _next;

    internal OutboxRig(IRecordStore? store = null, OutboxOptions? options = null, ManualTimeProvider? time = null)
    {
        Time = time ?? new ManualTimeProvider();
        Store = store ?? new InMemoryRecordStore();
        Options = options ?? new OutboxOptions();
    }

    internal ManualTimeProvider Time { get; }

    internal IRecordStore Store { get; }

    internal OutboxOptions Options { get; }

    internal Dictionary<string, ScriptedChannel> Channels { get; } = [];

    internal List<string> Log { get; } = [];

    internal Notifications.Outbox Outbox { get; private set; } = null!;

    internal CommitQueue Commits { get; private set; } = null!;

    internal async Task<OutboxRig> StartAsync(params string[] channels)
    {
        var clock = new SteadyClock(Time);
        Commits = new CommitQueue(Store, clock.Clock, e => Log.Add($"store failed: {e.GetType().Name}"));
        Outbox = new Notifications.Outbox(Store, Commits, Options, this, clock, 7);
        WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            o.TimeProvider = Time;
            o.Seed = 7;
            o.Analysis = FailureAnalysis.Off;
            o.Policies.Clear();
            foreach (string name in channels) o.Policies[name] = ChannelSender.PolicyOf(ChannelSettings.Custom(new ScriptedChannel(Time)));
        });
        _runners.Add(runner);
        Outbox.SetChannels(channels.Select(name =>
        {
            if (!Channels.TryGetValue(name, out ScriptedChannel? channel)) Channels[name] = channel = new ScriptedChannel(Time);
            return new OutboxChannel(name, new ChannelLane(name, new TokenBucket(new ChannelRate(1000, TimeSpan.FromSeconds(1), 1000), Time.GetUtcNow()), Options.Concurrency), new ChannelSender(name, channel, runner));
        }));
        await Outbox.StartAsync(default);
        return this;
    }

    internal StoredDelivery Row(string channel, string? incident = null, MessageAction action = MessageAction.Trigger, FailureSeverity severity = FailureSeverity.High, TimeSpan wait = default, string[]? failover = null, string? id = null) => new()
    {
        Id = id ?? $"d{++_next}",
        Sequence = Outbox.NextSequence(),
        Channel = channel,
        Notification = new Notification { Kind = NotificationKind.WorkflowFailed, Severity = severity, Summary = $"n{_next}" },
        Action = action,
        IncidentKey = incident,
        Failover = failover ?? [],
        FailoverAt = failover is null ? null : Time.GetUtcNow() + TimeSpan.FromSeconds(45),
        CreatedAt = Time.GetUtcNow(),
        DueAt = Time.GetUtcNow() + wait,
    };

    internal async Task AddAsync(params StoredDelivery[] rows)
    {
        List<RecordWrite> writes = [];
        Outbox.Stage(rows, writes);
        await Commits.Enqueue(writes).StoredAsync();
        Outbox.Release(rows);
    }

    internal async Task<int> StoredCountAsync(string collection = Notifications.Outbox.Collection) => (await Store.ReadAsync(collection, default)).Count;

    /// <summary>A delegate that was held goes on on the pool: waits for what follows from it.</summary>
    internal async Task UntilAsync(Func<bool> isSo)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!isSo() && TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(10)) await Task.Yield();
        isSo().Should().BeTrue();
    }

    public ChannelMessage Render(StoredDelivery delivery, string channel) => new()
    {
        DeliveryId = delivery.Id,
        Kind = delivery.Notification.Kind,
        Severity = delivery.Notification.Severity,
        Action = delivery.Action,
        IncidentKey = delivery.IncidentKey,
        Title = delivery.Notification.Summary,
        Text = string.Join(", ", delivery.Grouped.Select(n => n.Notification.Summary).Prepend(delivery.Notification.Summary)),
        PlainText = "",
        OccurredAt = delivery.CreatedAt,
    };

    public void OnAccepted(StoredDelivery delivery, DeliveryResult result, TimeSpan took) => Log.Add($"accepted {delivery.Id}");

    public void OnFailed(StoredDelivery delivery, DeliveryResult result, DateTimeOffset retryAt, TimeSpan took) => Log.Add($"failed {delivery.Id} {result.Reason}");

    public void OnDead(StoredDelivery delivery, string reason) => Log.Add($"dead {delivery.Id} {reason}");

    public void OnFailedOver(StoredDelivery delivery, StoredDelivery replacement) => Log.Add($"over {delivery.Id} to {replacement.Channel}");

    public void OnOvertaken(StoredDelivery delivery) => Log.Add($"overtaken {delivery.Id}");

    public void OnStoreFailed(Exception exception) => Log.Add("store failed");
}
