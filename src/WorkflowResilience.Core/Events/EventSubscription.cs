using System.Runtime.CompilerServices;

namespace WorkflowResilience;

/// <summary>One reader's share of an <see cref="EventStream"/>: the events since it was made, the oldest dropped when the reader is too slow.</summary>
/// <remarks>Thread-safe, for one reader at a time. Every event told to it is exactly one of: read, <see cref="Buffered"/>, <see cref="Dropped"/>.</remarks>
public sealed class EventSubscription : IDisposable
{
    private readonly Lock _gate = new();
    private readonly EventStream _stream;
    private readonly EventRing _ring;
    private readonly EventSignal _signal;
    private long _dropped;
    private bool _waiting;
    private bool _reading;
    private bool _ended;

    internal EventSubscription(EventStream stream, int capacity, bool isManual)
    {
        _stream = stream;
        _ring = new EventRing(capacity);
        _signal = new EventSignal(inline: isManual);
    }

    /// <summary>How many events nobody will read: displaced by newer ones, or unread when the subscription was disposed.</summary>
    public long Dropped
    {
        get
        {
            lock (_gate) return _dropped;
        }
    }

    /// <summary>How many events wait to be read.</summary>
    public int Buffered
    {
        get
        {
            lock (_gate) return _ring.Count;
        }
    }

    /// <summary>The events, in the order in which they were told, as they come.</summary>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>; what is buffered stays for the next one.</param>
    /// <returns>
    /// An enumeration that ends when the subscription or its stream is disposed. Leaving it early loses nothing: another one goes on where it stopped.
    /// </returns>
    /// <exception cref="InvalidOperationException">Thrown by the enumeration: another one reads already.</exception>
    public async IAsyncEnumerable<ResilienceEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Claim();
        try
        {
            using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static s => ((EventSubscription)s!).Wake(), this);
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (TryTake(out ResilienceEvent next, out bool ended)) yield return next;
                else if (ended) yield break;
                else await WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            lock (_gate) _reading = false;
        }
    }

    /// <summary>Takes no more events and ends the enumeration; what is unread counts as dropped.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            _dropped += _ring.Count;
            _ring.Clear();
        }

        _stream.Remove(this);
        Wake();
    }

    internal void Offer(in ResilienceEvent resilienceEvent)
    {
        lock (_gate)
        {
            if (_ended) return;
            if (!_ring.Add(resilienceEvent)) _dropped++;
            if (!_waiting) return;
            _waiting = false;
        }

        _signal.Set();
    }

    internal void Complete()
    {
        lock (_gate) _ended = true;
        Wake();
    }

    private void Claim()
    {
        lock (_gate)
        {
            if (_reading) throw new InvalidOperationException("This subscription is being read already. Make one for each reader with EventStream.Subscribe().");
            _reading = true;
        }
    }

    private bool TryTake(out ResilienceEvent next, out bool ended)
    {
        lock (_gate)
        {
            ended = _ended;
            return _ring.TryTake(out next);
        }
    }

    // Whoever cancels does so before it wakes: seen here, or the reader is found waiting.
    private ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_ring.Count > 0 || _ended || cancellationToken.IsCancellationRequested) return default;
            _waiting = true;
            return _signal.Next();
        }
    }

    // A reader looks again at everything when it is woken, so waking it too often does no harm.
    private void Wake()
    {
        lock (_gate)
        {
            if (!_waiting) return;
            _waiting = false;
        }

        _signal.Set();
    }
}
