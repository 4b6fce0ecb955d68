using WorkflowResilience.Storage;

namespace WorkflowResilience.Notifications;

/// <summary>What is sent when.</summary>
internal sealed partial class Outbox
{
    private bool _isPumping;
    private bool _pumpAgain;

    // Starts what may be sent now and arms the timer for what comes next. Runs on whatever thread has news; channels are called on the pool, but under manual time.
    private void Pump()
    {
        lock (_lock)
        {
            if (!_isStarted || _isStopped) return;
            _pumpAgain = true;
            if (_isPumping) return;
            _isPumping = true;
        }

        while (true)
        {
            List<OutboxEntry> taken = [];
            List<OutboxEntry> orphans = [];
            List<OutboxEntry> late = [];
            lock (_lock)
            {
                if (!_pumpAgain || _isStopped)
                {
                    _isPumping = false;
                    return;
                }

                _pumpAgain = false;
                DateTimeOffset now = _clock.Now;
                DateTimeOffset wake = TakeLate(now, late);
                foreach (OutboxChannel channel in _channels.Values)
                {
                    DateTimeOffset next;
                    while (channel.Lane.Take(now, out next) is { } entry) taken.Add(entry);
                    if (next < wake) wake = next;
                }

                foreach (OutboxEntry entry in _entries.Values)
                {
                    // Only after a change of the channels can there be any, and there are few.
                    if (_mayHaveOrphans && entry.IsReleased && !_channels.ContainsKey(entry.Row.Channel)) orphans.Add(entry);
                }

                _mayHaveOrphans = false;
                _underWay += taken.Count + (late.Count > 0 ? 1 : 0) + (orphans.Count > 0 ? 1 : 0);
                Arm(now, wake);
            }

            if (late.Count > 0) Start(() => FailOverAsync(late));
            if (orphans.Count > 0) Start(() => BuryOrphansAsync(orphans));
            foreach (OutboxEntry entry in taken) Start(() => DeliverAsync(entry));
        }
    }

    private void Start(Func<Task> work)
    {
        if (_clock.Clock.IsManual) _ = work();
        else ThreadPool.UnsafeQueueUserWorkItem(static w => _ = w(), work, preferLocal: false);
    }

    private void Arm(DateTimeOffset now, DateTimeOffset wake)
    {
        if (wake == DateTimeOffset.MaxValue) return;
        TimeSpan wait = wake - now;
        _timer.Change(wait < s_shortest ? s_shortest : wait > s_longest ? s_longest : wait, Timeout.InfiniteTimeSpan);
    }

    // Those whose channel has had its time: the next channel takes over.
    private DateTimeOffset TakeLate(DateTimeOffset now, List<OutboxEntry> late)
    {
        while (_failovers.TryPeek(out OutboxEntry? entry, out DateTimeOffset at))
        {
            if (!entry.IsGone && entry.Row.FailoverAt is not null && at > now) return at;
            _failovers.Dequeue();
            if (!entry.IsGone && entry.Row.FailoverAt is not null && entry.IsReleased) late.Add(entry);
        }

        return DateTimeOffset.MaxValue;
    }

    private async Task FailOverAsync(List<OutboxEntry> late)
    {
        CommitQueue.Ticket stored;
        List<RecordWrite> writes = [];
        List<(StoredDelivery Of, StoredDelivery Replacement)> replacements = [];
        lock (_lock)
        {
            foreach (OutboxEntry entry in late)
            {
                if (entry.IsGone) continue;
                if (FailOverLocked(entry, writes) is { } replacement) replacements.Add((entry.Row, replacement));
                writes.Add(Replace(entry));
            }

            stored = _commits.Enqueue(writes);
        }

        await stored.StoredAsync().ConfigureAwait(false);
        Finish(replacements);
    }

    private async Task BuryOrphansAsync(List<OutboxEntry> orphans)
    {
        CommitQueue.Ticket stored;
        List<RecordWrite> writes = [];
        List<(StoredDelivery Of, StoredDelivery Replacement)> replacements = [];
        lock (_lock)
        {
            foreach (OutboxEntry entry in orphans)
            {
                if (entry.IsGone) continue;
                if (FailOverLocked(entry, writes) is { } replacement) replacements.Add((entry.Row, replacement));
                Bury(entry, "no-such-channel", writes);
            }

            stored = _commits.Enqueue(writes);
        }

        await stored.StoredAsync().ConfigureAwait(false);
        foreach (OutboxEntry entry in orphans) _listener.OnDead(entry.Row, "no-such-channel");
        Finish(replacements);
    }

    // The next channel of the list that there is; the delivery itself goes on being tried, and the caller stores it.
    private StoredDelivery? FailOverLocked(OutboxEntry entry, List<RecordWrite> writes)
    {
        StoredDelivery row = entry.Row;
        if (row.FailoverAt is null) return null;
        entry.Row = row with { FailoverAt = null };
        int next = 0;
        while (next < row.Failover.Count && !_channels.ContainsKey(row.Failover[next])) next++;
        if (next >= row.Failover.Count) return null;
        TimeSpan patience = row.FailoverAt.Value - row.CreatedAt;
        DateTimeOffset now = _clock.Now;
        StoredDelivery replacement = row with
        {
            // The same at every restart: a crash between here and the store must not make a second replacement.
            Id = $"{row.Id}-{row.Failover[next]}" is { Length: <= 64 } id ? id : $"{row.Id}-f{row.Failover.Count - next}",
            Sequence = NextSequence(),
            Channel = row.Failover[next],
            Failover = [.. row.Failover.Skip(next + 1)],
            FailoverAt = row.Failover.Count > next + 1 ? now + patience : null,
            InsteadOf = row.Channel,
            CreatedAt = now,
            DueAt = now,
            Attempts = 0,
            IsReduced = false,
            MayHaveArrived = false,
            LastReason = null,
            LastAttemptAt = null,
            GroupKey = null,
        };
        if (_entries.ContainsKey(replacement.Id)) return null;
        AddLocked(new OutboxEntry(replacement) { Version = 1 });
        writes.Add(RecordWrite.Put(Collection, replacement.Id, replacement.Save()));
        return replacement;
    }

    private void Finish(List<(StoredDelivery Of, StoredDelivery Replacement)> replacements)
    {
        foreach ((StoredDelivery of, StoredDelivery replacement) in replacements) _listener.OnFailedOver(of, replacement);
        lock (_lock) _underWay--;
        Release([.. replacements.Select(r => r.Replacement)]);
    }
}
