using WorkflowResilience.Storage;

namespace WorkflowResilience.Notifications;

/// <summary>What people and hosts do with it: replay, flush.</summary>
internal sealed partial class Outbox
{
    /// <summary>Sends a dead letter again, with its id; its tries are counted anew.</summary>
    /// <returns>Whether there was such a dead letter.</returns>
    internal async ValueTask<bool> ReplayAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoredDelivery? row = null;
        List<RecordWrite> writes = [];
        CommitQueue.Ticket stored;
        lock (_lock)
        {
            foreach (StoredDelivery dead in _dead.Values)
            {
                if (string.Equals(dead.Id, id, StringComparison.Ordinal)) row = dead;
            }

            if (row is null || _entries.ContainsKey(id)) return false;
            _dead.Remove(row.Sequence);
            row = row with { Sequence = NextSequence(), DeadAt = null, Attempts = 0, IsReduced = false, CreatedAt = _clock.Now, DueAt = _clock.Now };
            AddLocked(new OutboxEntry(row) { Version = 1 });
            writes.Add(RecordWrite.Put(Collection, id, row.Save()));
            writes.Add(RecordWrite.Remove(DeadCollection, id));
            stored = _commits.Enqueue(writes);
            _mayHaveOrphans = true;
        }

        await stored.StoredAsync().ConfigureAwait(false);
        Release([row]);
        return true;
    }

    /// <summary>Makes everything that still waits for company due at once, and waits until all is sent, given up, or waits for a further try.</summary>
    /// <param name="timeout">The longest to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many deliveries are left.</returns>
    internal async ValueTask<int> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            DateTimeOffset now = _clock.Now;
            foreach (OutboxEntry entry in _entries.Values)
            {
                if (entry.IsInFlight || entry.Row.Attempts > 0 || entry.Row.DueAt <= now || entry.Row.LeasedUntil > now) continue;
                entry.Row = entry.Row with { DueAt = now };
                if (entry.IsReleased && _channels.TryGetValue(entry.Row.Channel, out OutboxChannel? channel)) channel.Lane.Release(entry);
            }
        }

        Pump();
        DateTimeOffset end = _clock.Now + timeout;
        TimeSpan step = TimeSpan.FromMilliseconds(10);
        while (IsBusy() && _clock.Now < end && await _clock.Clock.DelayAsync(step, cancellationToken).ConfigureAwait(false)) step = TimeSpan.FromMilliseconds(Math.Min(200, step.TotalMilliseconds * 1.5));
        return Count;
    }

    // Whether something is under way or would be sent before anybody's patience ends: what waits for a further try may wait for long.
    private bool IsBusy()
    {
        lock (_lock)
        {
            if (_underWay > 0) return true;
            DateTimeOffset now = _clock.Now;
            foreach (OutboxEntry entry in _entries.Values)
            {
                if (entry.Row.DueAt <= now + s_patience) return true;
            }

            return false;
        }
    }
}
