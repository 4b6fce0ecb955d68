using WorkflowResilience.Storage;
using WorkflowResilience.Time;

namespace WorkflowResilience.Notifications;

/// <summary>
/// Keeps deliveries until their channel has accepted them: at least once, those of one incident in order, the gravest first. Pure decisions are in <see cref="ChannelLane"/> and
/// <see cref="DeliveryDecision"/>; this is the shell that stores, sends and waits.
/// </summary>
/// <remarks>Thread-safe. Calls into the store and into channels are made outside its lock.</remarks>
internal sealed partial class Outbox : IAsyncDisposable
{
    /// <summary>The collection of deliveries that wait.</summary>
    internal const string Collection = "outbox";

    /// <summary>The collection of those that were given up.</summary>
    internal const string DeadCollection = "outbox-dead";

    private readonly Lock _lock = new();
    private readonly IRecordStore _store;
    private readonly CommitQueue _commits;
    private readonly OutboxOptions _options;
    private readonly IDeliveryListener _listener;
    private readonly SteadyClock _clock;
    private readonly ulong _seed;
    private readonly string _owner = Guid.NewGuid().ToString("N");
    private readonly Dictionary<string, OutboxChannel> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OutboxEntry> _entries = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, StoredDelivery> _dead = [];
    private readonly PriorityQueue<OutboxEntry, DateTimeOffset> _failovers = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer _timer;
    private long _sequence;
    private int _underWay;
    private bool _isStarted;
    private bool _isStopped;

    internal Outbox(IRecordStore store, CommitQueue commits, OutboxOptions options, IDeliveryListener listener, SteadyClock clock, ulong seed)
    {
        (_store, _commits, _options, _listener, _clock, _seed) = (store, commits, options, listener, clock, seed);
        _timer = clock.Clock.CreateTimer(static state => ((Outbox)state!).Pump(), this);
    }

    /// <summary>How many deliveries wait or are under way.</summary>
    internal int Count
    {
        get
        {
            lock (_lock) return _entries.Count;
        }
    }

    /// <summary>How long the oldest delivery that is due has waited.</summary>
    internal TimeSpan OldestAge
    {
        get
        {
            lock (_lock)
            {
                DateTimeOffset now = _clock.Now;
                DateTimeOffset oldest = now;
                foreach (OutboxEntry entry in _entries.Values)
                {
                    if (entry.Row.CreatedAt < oldest) oldest = entry.Row.CreatedAt;
                }

                return now - oldest;
            }
        }
    }

    /// <summary>Sets the channels that there are. Deliveries for one that is not there any more become dead letters when their turn comes.</summary>
    internal void SetChannels(IEnumerable<OutboxChannel> channels)
    {
        lock (_lock)
        {
            _channels.Clear();
            foreach (OutboxChannel channel in channels) _channels[channel.Name] = channel;
        }
    }

    /// <summary>Reads what was left by an earlier process and begins to send.</summary>
    internal async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredRecord> waiting = await _store.ReadAsync(Collection, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<StoredRecord> dead = await _store.ReadAsync(DeadCollection, cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            foreach (StoredRecord record in dead)
            {
                var row = StoredDelivery.Load(record.Value.Span);
                _dead[row.Sequence] = row;
                _sequence = Math.Max(_sequence, row.Sequence);
            }

            foreach (StoredRecord record in waiting) Adopt(record);
            _isStarted = true;
        }

        Pump();
    }

    /// <summary>The number of the next delivery; deliveries go in the order of these.</summary>
    internal long NextSequence() => Interlocked.Increment(ref _sequence);

    /// <summary>Takes deliveries in and says what to store; they are sent once <see cref="Release"/> is called.</summary>
    /// <param name="rows">The deliveries, in order.</param>
    /// <param name="writes">Where what is to be stored is added.</param>
    internal void Stage(IReadOnlyList<StoredDelivery> rows, List<RecordWrite> writes)
    {
        List<StoredDelivery>? overtaken = null;
        lock (_lock)
        {
            foreach (StoredDelivery row in rows)
            {
                if (row.Action == MessageAction.Resolve && row.IncidentKey is { } key) Overtake(row.Channel, key, writes, ref overtaken);
                StoredDelivery leased = _store.IsShared ? row with { LeasedBy = _owner, LeasedUntil = _clock.Now + _options.LeaseTime } : row;
                AddLocked(new OutboxEntry(leased) { Version = 1 });
                writes.Add(RecordWrite.Insert(Collection, row.Id, leased.Save()));
            }

            MakeRoom(writes);
        }

        foreach (StoredDelivery row in overtaken ?? []) _listener.OnOvertaken(row);
    }

    /// <summary>Changes a delivery that still waits to be due and has not been tried.</summary>
    /// <param name="id">Which.</param>
    /// <param name="change">Makes the changed one, or null to leave it.</param>
    /// <param name="writes">Where what is to be stored is added.</param>
    /// <returns>Whether it was changed.</returns>
    internal bool TryChange(string id, Func<StoredDelivery, StoredDelivery?> change, List<RecordWrite> writes)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(id, out OutboxEntry? entry) || entry.IsInFlight || entry.Row.Attempts > 0) return false;

            // One that is about to go might have left the store before the change reaches it.
            if (entry.Row.DueAt <= _clock.Now + s_margin) return false;
            if (change(entry.Row) is not { } changed) return false;
            entry.Row = changed;
            if (_channels.TryGetValue(changed.Channel, out OutboxChannel? channel))
            {
                foreach (string incident in changed.IncidentKeys()) channel.Lane.Tell(incident, entry);
                if (entry.IsReleased) channel.Lane.Release(entry);
            }

            writes.Add(Replace(entry));
            return true;
        }
    }

    /// <summary>Lets deliveries go, stored or, when storing failed, from memory.</summary>
    internal void Release(IReadOnlyList<StoredDelivery> rows)
    {
        lock (_lock)
        {
            foreach (StoredDelivery row in rows)
            {
                if (!_entries.TryGetValue(row.Id, out OutboxEntry? entry)) continue;
                entry.IsReleased = true;
                if (_channels.TryGetValue(entry.Row.Channel, out OutboxChannel? channel)) channel.Lane.Release(entry);
            }
        }

        Pump();
    }

    /// <summary>What was given up, the oldest first.</summary>
    internal IReadOnlyList<DeadLetter> DeadLetters()
    {
        lock (_lock) return [.. _dead.Values.Select(DeadLetter.Of)];
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_isStopped) return;
            _isStopped = true;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);

        // A try that was cancelled ends soon; manual time would have to be moved for that by whoever waits here.
        for (int i = 0; i < 400 && !_clock.Clock.IsManual && Volatile.Read(ref _underWay) > 0; i++)
            await _clock.Clock.DelayAsync(TimeSpan.FromMilliseconds(5), CancellationToken.None).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private void Adopt(StoredRecord record)
    {
        var row = StoredDelivery.Load(record.Value.Span);
        _sequence = Math.Max(_sequence, row.Sequence);
        if (_entries.ContainsKey(row.Id)) return;

        // Whoever holds it may be sending it now; when that lease is over and it is still there, its holder died.
        bool isHeld = _store.IsShared && row.LeasedUntil > _clock.Now && !string.Equals(row.LeasedBy, _owner, StringComparison.Ordinal);
        var entry = new OutboxEntry(isHeld && row.DueAt < row.LeasedUntil ? row with { DueAt = row.LeasedUntil.Value } : row) { Version = record.Version };
        AddLocked(entry);
        entry.IsReleased = true;
        if (_channels.TryGetValue(row.Channel, out OutboxChannel? channel)) channel.Lane.Release(entry);
    }

    private void AddLocked(OutboxEntry entry)
    {
        _entries[entry.Row.Id] = entry;
        if (_channels.TryGetValue(entry.Row.Channel, out OutboxChannel? channel)) channel.Lane.Add(entry);
        if (entry.Row.FailoverAt is { } at) _failovers.Enqueue(entry, at);
    }

    private void RemoveLocked(OutboxEntry entry)
    {
        _entries.Remove(entry.Row.Id);
        if (_channels.TryGetValue(entry.Row.Channel, out OutboxChannel? channel)) channel.Lane.Remove(entry);
        entry.IsGone = true;
    }

    // A trigger that is delivered after its incident was resolved would open it again: the resolve tells both.
    private void Overtake(string channel, string incident, List<RecordWrite> writes, ref List<StoredDelivery>? overtaken)
    {
        if (!_channels.TryGetValue(channel, out OutboxChannel? found)) return;
        foreach (OutboxEntry entry in found.Lane.TellersOf(incident))
        {
            if (entry.Row.Action is MessageAction.Resolve) continue;
            if (entry.IsInFlight) (entry.Overtaken ??= []).Add(incident);
            else OvertakeLocked(entry, incident, writes, ref overtaken);
        }
    }

    private void OvertakeLocked(OutboxEntry entry, string incident, List<RecordWrite> writes, ref List<StoredDelivery>? overtaken)
    {
        (overtaken ??= []).Add(entry.Row);
        StoredDelivery? left = entry.Row.Without(incident);
        if (left is null)
        {
            RemoveLocked(entry);
            writes.Add(Delete(Collection, entry));
        }
        else if (string.Equals(left.IncidentKey, entry.Row.IncidentKey, StringComparison.Ordinal))
        {
            if (_channels.TryGetValue(entry.Row.Channel, out OutboxChannel? channel)) channel.Lane.Untell(incident, entry);
            entry.Row = left;
            writes.Add(Replace(entry));
        }
        else
        {
            // Another incident comes first in it now, and with it another line to stand in.
            RemoveLocked(entry);
            var again = new OutboxEntry(left) { Version = entry.Version };
            AddLocked(again);
            writes.Add(Replace(again));
            again.IsReleased = entry.IsReleased;
            if (again.IsReleased && _channels.TryGetValue(left.Channel, out OutboxChannel? channel)) channel.Lane.Release(again);
        }
    }

    // Bounded memory: the mildest and, of those, the youngest that have not been tried make room; they are dead letters, so nothing is lost uncounted.
    private void MakeRoom(List<RecordWrite> writes)
    {
        while (_entries.Count > _options.MaxPending)
        {
            OutboxEntry? mildest = null;
            foreach (OutboxEntry entry in _entries.Values)
            {
                if (entry.IsInFlight || entry.Row.IsCritical) continue;
                if (mildest is null || (entry.Row.Notification.Severity, -entry.Row.Sequence).CompareTo((mildest.Row.Notification.Severity, -mildest.Row.Sequence)) < 0) mildest = entry;
            }

            if (mildest is null) return;
            Bury(mildest, "outbox-full", writes);
        }
    }

    private void Bury(OutboxEntry entry, string reason, List<RecordWrite> writes)
    {
        RemoveLocked(entry);
        writes.Add(Delete(Collection, entry));
        StoredDelivery row = entry.Row with { DeadAt = _clock.Now, LastReason = reason, LeasedBy = null, LeasedUntil = null, FailoverAt = null };
        entry.Row = row;
        if (_options.MaxDeadLetters == 0) return;
        _dead[row.Sequence] = row;
        writes.Add(RecordWrite.Put(DeadCollection, row.Id, row.Save()));
        while (_dead.Count > _options.MaxDeadLetters || (_dead.Count > 0 && _clock.Now - First().DeadAt > _options.DeadLetterAge))
        {
            StoredDelivery oldest = First();
            _dead.Remove(oldest.Sequence);
            writes.Add(RecordWrite.Remove(DeadCollection, oldest.Id));
        }

        StoredDelivery First()
        {
            foreach (StoredDelivery first in _dead.Values) return first;
            throw new InvalidOperationException("There is no dead letter.");
        }
    }

    private RecordWrite Replace(OutboxEntry entry) =>
        _store.IsShared ? RecordWrite.Replace(Collection, entry.Row.Id, entry.Version++, entry.Row.Save()) : RecordWrite.Put(Collection, entry.Row.Id, entry.Row.Save());

    private RecordWrite Delete(string collection, OutboxEntry entry) =>
        _store.IsShared ? RecordWrite.Delete(collection, entry.Row.Id, entry.Version) : RecordWrite.Remove(collection, entry.Row.Id);
}
