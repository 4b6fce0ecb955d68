using System.Runtime.CompilerServices;

namespace WorkflowResilience.Time;

/// <summary>
/// A small pool of reusable objects. Each processor has a cell of its own, so threads do not write to one another's cache lines; what does not fit is disposed.
/// </summary>
/// <typeparam name="T">The objects.</typeparam>
internal sealed class Pool<T>
    where T : class, IDisposable
{
    // A second and third cell are tried before giving up: enough for executions that overlap on one processor, short enough to stay cheap.
    private const int Probes = 3;

    private readonly PaddedCell[] _cells;
    private readonly int _mask;
    private volatile bool _closed;

    internal Pool()
    {
        int size = (int)Math.Min(256, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount * 4));
        _cells = new PaddedCell[size];
        _mask = size - 1;
    }

    /// <summary>Takes an object, or null when none is at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T? Rent()
    {
        ref object? cell = ref _cells[Start()].Item;
        if (Volatile.Read(ref cell) is not null && Interlocked.Exchange(ref cell, null) is { } item) return Unsafe.As<T>(item);
        return RentElsewhere();
    }

    /// <summary>Gives an object back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Return(T item)
    {
        ref object? cell = ref _cells[Start()].Item;
        if (_closed || Volatile.Read(ref cell) is not null || Interlocked.CompareExchange(ref cell, item, null) is not null) ReturnElsewhere(item);
    }

    /// <summary>Disposes what is held and what comes back from now on.</summary>
    internal void Close()
    {
        _closed = true;
        for (int i = 0; i < _cells.Length; i++) (Interlocked.Exchange(ref _cells[i].Item, null) as IDisposable)?.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Start() => (Thread.GetCurrentProcessorId() * 4) & _mask;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T? RentElsewhere()
    {
        int start = Start();
        for (int i = 1; i <= Probes; i++)
        {
            ref object? cell = ref _cells[(start + i) & _mask].Item;
            if (Volatile.Read(ref cell) is not null && Interlocked.Exchange(ref cell, null) is { } item) return Unsafe.As<T>(item);
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReturnElsewhere(T item)
    {
        int start = Start();
        for (int i = 1; i <= Probes && !_closed; i++)
        {
            ref object? cell = ref _cells[(start + i) & _mask].Item;
            if (Volatile.Read(ref cell) is null && Interlocked.CompareExchange(ref cell, item, null) is null) return;
        }

        item.Dispose();
    }
}
