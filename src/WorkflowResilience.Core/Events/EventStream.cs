using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>
/// Events for <c>await foreach</c>: each subscriber reads at its own pace from a bounded buffer of its own, and a slow one loses the oldest, never slows a stage.
/// </summary>
/// <remarks>
/// Thread-safe. Add it to <see cref="WorkflowRunnerOptions.Observers"/>; it may serve several runners. Without a subscriber it keeps and allocates nothing. It belongs to
/// whoever made it: a runner that is disposed does not end it, since executions under way still tell how they end. Dispose it after the runner, and every reader ends.
/// </remarks>
/// <example><code>
/// using var stream = new EventStream(ResilienceEventKinds.StageFailed);
/// using WorkflowRunner runner = WorkflowRunner.Create(options => options.Observers.Add(stream));
/// using EventSubscription failures = stream.Subscribe();
/// await foreach (ResilienceEvent e in failures.ReadAllAsync(cancellationToken)) Show(e);
/// </code></example>
public sealed class EventStream : IResilienceObserver, IDisposable
{
    private readonly Lock _gate = new();
    private readonly int _capacity;
    private readonly bool _isManual;
    private EventSubscription[] _subscriptions = [];
    private bool _disposed;

    /// <summary>A stream without subscribers.</summary>
    /// <param name="kinds">The kinds of events it carries. Default everything.</param>
    /// <param name="capacity">The most events that wait for one subscriber. From 1 to 1,000,000. Default 1000.</param>
    /// <param name="timeProvider">
    /// The runner's time; null (default) for the system's. Readers go on on the thread pool, but under virtual time inline, on the thread on which the event happens.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is outside its range.</exception>
    public EventStream(ResilienceEventKinds kinds = ResilienceEventKinds.All, int capacity = 1000, TimeProvider? timeProvider = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, 1_000_000);
        Interests = kinds;
        _capacity = capacity;
        _isManual = timeProvider is IManualTime;
    }

    /// <inheritdoc/>
    public ResilienceEventKinds Interests { get; }

    /// <summary>Whether somebody has subscribed.</summary>
    public bool IsListening => Volatile.Read(ref _subscriptions).Length > 0;

    /// <summary>How many subscriptions there are.</summary>
    public int Subscribers => Volatile.Read(ref _subscriptions).Length;

    /// <summary>Begins to keep events for one more reader; those before are not for it.</summary>
    /// <returns>The subscription. Dispose it when nobody reads any more: until then its buffer fills and stays full.</returns>
    /// <exception cref="ObjectDisposedException">The stream has been disposed.</exception>
    public EventSubscription Subscribe()
    {
        var subscription = new EventSubscription(this, _capacity, _isManual);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Volatile.Write(ref _subscriptions, [.. _subscriptions, subscription]);
        }

        return subscription;
    }

    /// <inheritdoc/>
    public void OnEvent(in ResilienceEvent resilienceEvent)
    {
        foreach (EventSubscription subscription in Volatile.Read(ref _subscriptions)) subscription.Offer(resilienceEvent);
    }

    /// <summary>Ends every subscription: readers get what is buffered and then the end. Later events go nowhere.</summary>
    public void Dispose()
    {
        EventSubscription[] ending;
        lock (_gate)
        {
            _disposed = true;
            ending = _subscriptions;
            Volatile.Write(ref _subscriptions, []);
        }

        foreach (EventSubscription subscription in ending) subscription.Complete();
    }

    internal void Remove(EventSubscription subscription)
    {
        lock (_gate) Volatile.Write(ref _subscriptions, [.. _subscriptions.Where(s => !ReferenceEquals(s, subscription))]);
    }
}
