using System.Runtime.CompilerServices;
using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>
/// The attempt slots of one runner that are not in use. Each thread keeps the last one at hand without any synchronisation; the rest stands in a shared pool.
/// </summary>
internal sealed class SlotPool(Clock clock, ICallbackFailures failures)
{
    private ICallbackFailures? _failures = failures;

    // Of whichever runner the thread served last: another runner's goes back to that runner's pool when this one's takes its place.
    [ThreadStatic]
    private static AttemptSlot? t_spare;

    private readonly Pool<AttemptSlot> _shared = new();
    private volatile bool _closed;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal AttemptSlot Rent()
    {
        AttemptSlot? spare = t_spare;
        if (spare is null || !ReferenceEquals(spare.Pool, this)) return _shared.Rent() ?? new AttemptSlot(this, clock);
        t_spare = null;
        return spare;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Return(AttemptSlot slot)
    {
        if (t_spare is null && !_closed) t_spare = slot;
        else Exchange(slot);
    }

    /// <summary>Tells of a callback that threw, unless the pool is closed: a spare that a thread still holds must not keep a disposed runner's observers alive.</summary>
    internal void Report(Exception exception) => Volatile.Read(ref _failures)?.Report(exception);

    internal void Close()
    {
        _closed = true;
        Volatile.Write(ref _failures, null);
        _shared.Close();
    }

    private void Exchange(AttemptSlot slot)
    {
        AttemptSlot? other = t_spare;
        if (_closed || (other is not null && ReferenceEquals(other.Pool, this)))
        {
            _shared.Return(slot);
            return;
        }

        t_spare = slot;
        other?.Pool._shared.Return(other);
    }
}
