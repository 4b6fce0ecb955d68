namespace WorkflowResilience;

/// <summary>
/// The permits of a half-open circuit that are out. Each ends at a time, so that a probe which never returns cannot keep the circuit from probing again.
/// </summary>
/// <remarks>Needs the breaker's lock. A lease has ended when the time given is at or after its end.</remarks>
internal sealed class ProbeLeases
{
    // In the order in which they end.
    private (long Number, long End)[] _held = [];
    private int _count;
    private long _last;

    internal ProbeLeases(int capacity) => Capacity = capacity;

    /// <summary>How many may be out. When it shrinks, those that are out stay so.</summary>
    internal int Capacity
    {
        get;
        set
        {
            field = value;
            if (value > _held.Length) Array.Resize(ref _held, value);
        }
    }

    /// <summary>When one can be taken at the latest, those that are out never coming back; <see cref="long.MinValue"/>: now.</summary>
    internal long FreeAt => _count < Capacity ? long.MinValue : _held[_count - Capacity].End;

    /// <summary>Takes one; there must be one left.</summary>
    /// <returns>Its number: never 0, never given twice.</returns>
    internal long Take(long end)
    {
        int place = _count++;
        for (; place > 0 && _held[place - 1].End > end; place--) _held[place] = _held[place - 1];
        _held[place] = (++_last, end);
        return _last;
    }

    /// <summary>Gives one back.</summary>
    /// <returns>Whether it was still out and had not ended: only then its result counts.</returns>
    internal bool Return(long number, long now)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_held[i].Number != number) continue;
            bool alive = now < _held[i].End;
            Remove(i, 1);
            return alive;
        }

        return false;
    }

    /// <summary>Takes back those that have ended.</summary>
    internal void Expire(long now) => Remove(0, _count - Alive(now));

    /// <summary>How many are out and have not ended.</summary>
    internal int Alive(long now)
    {
        int alive = _count;
        while (alive > 0 && now >= _held[_count - alive].End) alive--;
        return alive;
    }

    /// <summary>Forgets all.</summary>
    internal void Clear() => _count = 0;

    private void Remove(int first, int number)
    {
        _count -= number;
        Array.Copy(_held, first + number, _held, first, _count - first);
    }
}
