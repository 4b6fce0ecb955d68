namespace WorkflowResilience.Time;

/// <summary>
/// Lets a number of holders in at once; the others wait in line, first come, first served, no longer than their deadline. The only gate in the library.
/// </summary>
internal sealed class AsyncGate
{
    private readonly Clock _clock;
    private readonly Lock _lock = new();
    private readonly LinkedList<GateWaiter> _line = new();
    private int _capacity;
    private int _maxQueued;
    private int _held;

    internal AsyncGate(Clock clock, int capacity, int maxQueued)
    {
        _clock = clock;
        _capacity = capacity;
        _maxQueued = maxQueued;
    }

    /// <summary>How many may be in.</summary>
    internal int Capacity => Volatile.Read(ref _capacity);

    /// <summary>How many are in.</summary>
    internal int Held
    {
        get
        {
            lock (_lock) return _held;
        }
    }

    /// <summary>How many wait.</summary>
    internal int Queued
    {
        get
        {
            lock (_lock) return _line.Count;
        }
    }

    /// <summary>Enters if there is a place and nobody waits for it.</summary>
    internal bool TryEnter()
    {
        lock (_lock) return TryEnterLocked();
    }

    /// <summary>Enters, waiting in line if need be.</summary>
    /// <param name="deadline">The timestamp after which waiting is given up; <see cref="long.MaxValue"/>: never.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal ValueTask<GateEntry> EnterAsync(long deadline, CancellationToken cancellationToken)
    {
        GateWaiter waiter;
        lock (_lock)
        {
            if (TryEnterLocked()) return new ValueTask<GateEntry>(GateEntry.Entered);
            if (_line.Count >= _maxQueued) return new ValueTask<GateEntry>(GateEntry.QueueFull);
            waiter = new GateWaiter(this, _clock);
            waiter.Node = _line.AddLast(waiter);
        }

        return waiter.Start(deadline, cancellationToken);
    }

    /// <summary>Leaves: the first in line, if any, takes the place.</summary>
    internal void Exit()
    {
        GateWaiter? next;
        lock (_lock)
        {
            _held--;
            next = TakeNextLocked();
        }

        next?.Complete(GateEntry.Entered);
    }

    /// <summary>Changes the size; those in line enter as far as there is room, those inside stay.</summary>
    internal void Resize(int capacity, int maxQueued)
    {
        List<GateWaiter> entering = [];
        lock (_lock)
        {
            _capacity = capacity;
            _maxQueued = maxQueued;
            while (TakeNextLocked() is { } next) entering.Add(next);
        }

        foreach (GateWaiter waiter in entering) waiter.Complete(GateEntry.Entered);
    }

    /// <summary>Takes a waiter out of the line; false when it has been let in already.</summary>
    internal bool Leave(GateWaiter waiter)
    {
        lock (_lock)
        {
            if (waiter.Node is not { } node) return false;
            _line.Remove(node);
            waiter.Node = null;
            return true;
        }
    }

    private bool TryEnterLocked()
    {
        if (_held >= _capacity || _line.Count > 0) return false;
        _held++;
        return true;
    }

    private GateWaiter? TakeNextLocked()
    {
        if (_held >= _capacity || _line.First is not { } first) return null;
        _line.Remove(first);
        first.Value.Node = null;
        _held++;
        return first.Value;
    }
}
