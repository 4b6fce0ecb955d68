using WorkflowResilience.Storage;
using WorkflowResilience.Time;

namespace WorkflowResilience.Notifications;

/// <summary>
/// Stores decisions in the order in which they were made, several at once when they come faster than the store writes. Enqueue under the lock that the decision was made under,
/// wait outside it.
/// </summary>
internal sealed class CommitQueue(IRecordStore store, Clock clock, Action<Exception> onFailed)
{
    private readonly Lock _lock = new();
    private List<Ticket> _queue = [];
    private bool _isDraining;

    private bool Inline => clock.IsManual;

    /// <summary>Puts writes in line; they are stored once somebody waits for them or for later ones.</summary>
    internal Ticket Enqueue(IReadOnlyList<RecordWrite> writes)
    {
        var ticket = new Ticket(this, writes);
        if (writes.Count == 0)
        {
            ticket.SetResult(true);
            return ticket;
        }

        lock (_lock) _queue.Add(ticket);
        return ticket;
    }

    private void BeginDraining()
    {
        lock (_lock)
        {
            if (_isDraining || _queue.Count == 0) return;
            _isDraining = true;
        }

        // Whoever comes first would otherwise write for all that come after.
        if (clock.IsManual) _ = DrainAsync();
        else ThreadPool.UnsafeQueueUserWorkItem(static q => _ = q.DrainAsync(), this, preferLocal: true);
    }

    private async Task DrainAsync()
    {
        while (true)
        {
            List<Ticket> taken;
            lock (_lock)
            {
                if (_queue.Count == 0)
                {
                    _isDraining = false;
                    return;
                }

                taken = _queue;
                _queue = [];
            }

            // Versions are checked commit by commit; without them many commits may be one.
            if (store.IsShared || taken.Count == 1)
            {
                foreach (Ticket ticket in taken) ticket.SetResult(await CommitAsync(ticket.Writes).ConfigureAwait(false));
            }
            else
            {
                bool isStored = await CommitAsync([.. taken.SelectMany(t => t.Writes)]).ConfigureAwait(false);
                foreach (Ticket ticket in taken) ticket.SetResult(isStored);
            }
        }
    }

    private async ValueTask<bool> CommitAsync(IReadOnlyList<RecordWrite> writes)
    {
        try
        {
            return await store.CommitAsync(writes, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            onFailed(exception);
            return false;
        }
    }

    /// <summary>Writes that stand in line.</summary>
    internal sealed class Ticket(CommitQueue queue, IReadOnlyList<RecordWrite> writes)
        : TaskCompletionSource<bool>(queue.Inline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously)
    {
        internal IReadOnlyList<RecordWrite> Writes { get; } = writes;

        /// <summary>Waits until they are stored. Not under a lock.</summary>
        /// <returns>Whether they were; false when the store refused them or failed.</returns>
        internal Task<bool> StoredAsync()
        {
            if (!Task.IsCompleted) queue.BeginDraining();
#pragma warning disable VSTHRD003 // It is completed by whoever drains the queue, never by the waiter's own context.
            return Task;
#pragma warning restore VSTHRD003
        }
    }

}
