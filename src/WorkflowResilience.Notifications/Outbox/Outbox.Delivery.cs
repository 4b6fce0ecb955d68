using WorkflowResilience.Storage;

namespace WorkflowResilience.Notifications;

/// <summary>One try, and what follows from it.</summary>
internal sealed partial class Outbox
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_margin = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private bool _mayHaveOrphans = true;

    private async Task DeliverAsync(OutboxEntry entry)
    {
        OutboxChannel channel;
        lock (_lock) channel = _channels[entry.Row.Channel];
        if (_store.IsShared && !await ClaimAsync(entry).ConfigureAwait(false))
        {
            Lost(entry, channel);
            return;
        }

        long start = _clock.Clock.Now;
        (DeliveryResult result, int attempts) = await TryAsync(entry, channel).ConfigureAwait(false);
        TimeSpan took = _clock.Clock.Span(_clock.Clock.Now - start);

        List<RecordWrite> writes = [];
        StoredDelivery? replacement = null;
        StoredDelivery row;
        DeliveryDecision decision;
        List<StoredDelivery>? overtaken = null;
        CommitQueue.Ticket stored;
        lock (_lock)
        {
            if (_isStopped && result.Status != DeliveryStatus.Accepted)
            {
                // Ended by the stop, not by the channel: it stays as it was and is tried after the next start.
                channel.Lane.Landed(entry);
                _underWay--;
                return;
            }

            DateTimeOffset now = _clock.Now;
            entry.Row = row = entry.Row with
            {
                Attempts = entry.Row.Attempts + attempts,
                LastReason = result.Reason,
                LastAttemptAt = now,
                MayHaveArrived = entry.Row.MayHaveArrived || result.IsAmbiguous,
                LeasedBy = null,
                LeasedUntil = null,
            };
            decision = DeliveryDecision.Of(row, result, _options, now, attempts == 0, Draw.Unit(_seed, (ulong)row.Sequence, Draw.Number(row.Channel), row.Attempts, Draw.Backoff));
            channel.Lane.Landed(entry);
            if (decision.PauseUntil is { } pause) channel.Lane.PauseUntil(pause);
            if (decision.IsDone)
            {
                RemoveLocked(entry);
                writes.Add(Delete(Collection, entry));
            }
            else if (!DropOvertaken(entry, writes, ref overtaken))
            {
                // Nothing is left of it to tell.
            }
            else
            {
                if (decision.FailsOver) replacement = FailOverLocked(entry, writes);
                if (decision.IsDead)
                {
                    Bury(entry, decision.Reason, writes);
                }
                else
                {
                    entry.Row = entry.Row with { DueAt = decision.RetryAt, IsReduced = decision.IsReduced };
                    channel.Lane.Wait(entry);
                    writes.Add(Replace(entry));
                }

                row = entry.Row;
            }

            stored = _commits.Enqueue(writes);
        }

        // When this cannot be stored, the delivery is sent again after a restart: at least once.
        await stored.StoredAsync().ConfigureAwait(false);
        foreach (StoredDelivery one in overtaken ?? []) _listener.OnOvertaken(one);
        if (decision.IsDone) _listener.OnAccepted(row, result, took);
        else if (entry.IsGone && !decision.IsDead) _listener.OnFailed(row, result, DateTimeOffset.MaxValue, took);
        else if (decision.IsDead) _listener.OnDead(row, decision.Reason);
        else _listener.OnFailed(row, result, decision.RetryAt, took);
        Finish(replacement is null ? [] : [(row, replacement)]);
    }

    // Takes out what was resolved while the try was under way.
    private bool DropOvertaken(OutboxEntry entry, List<RecordWrite> writes, ref List<StoredDelivery>? overtaken)
    {
        foreach (string incident in entry.Overtaken ?? [])
        {
            (overtaken ??= []).Add(entry.Row);
            if (entry.Row.Without(incident) is not { } left)
            {
                RemoveLocked(entry);
                writes.Add(Delete(Collection, entry));
                return false;
            }

            entry.Row = left;
        }

        entry.Overtaken = null;
        return true;
    }

    private async ValueTask<(DeliveryResult Result, int Attempts)> TryAsync(OutboxEntry entry, OutboxChannel channel)
    {
        StoredDelivery row = entry.Row;
        try
        {
            ChannelMessage message = _listener.Render(row, channel.Name) with { Attempt = row.Attempts + 1, IsReduced = row.IsReduced };
            return await channel.Sender.SendAsync(
                message,
                () =>
                {
                    lock (_lock) return entry.Overtaken is null && channel.Lane.TryAgainNow(_clock.Now, row.IsCritical);
                },
                _stopping.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return (DeliveryResult.Transient("defect", isAmbiguous: true, excerpt: FailureText.Of(exception)), 1);
        }
    }

    private async ValueTask<bool> ClaimAsync(OutboxEntry entry)
    {
        CommitQueue.Ticket stored;
        lock (_lock)
        {
            entry.Row = entry.Row with { LeasedBy = _owner, LeasedUntil = _clock.Now + _options.LeaseTime };
            stored = _commits.Enqueue([Replace(entry)]);
        }

        return await stored.StoredAsync().ConfigureAwait(false);
    }

    // Another process has taken it: it is theirs now.
    private void Lost(OutboxEntry entry, OutboxChannel channel)
    {
        lock (_lock)
        {
            channel.Lane.Landed(entry);
            RemoveLocked(entry);
            _underWay--;
        }

        Pump();
    }
}
