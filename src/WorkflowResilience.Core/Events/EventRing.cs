namespace WorkflowResilience;

/// <summary>The last events, up to a number of them. It grows as it fills, so that a reader who keeps up costs little. Guarded by its owner's lock.</summary>
internal sealed class EventRing(int capacity)
{
    private const int FirstSize = 16;

    private ResilienceEvent[] _events = [];
    private int _first;

    internal int Count { get; private set; }

    /// <summary>Adds an event.</summary>
    /// <returns>False when the oldest had to give way.</returns>
    internal bool Add(in ResilienceEvent resilienceEvent)
    {
        if (Count == capacity)
        {
            _events[_first] = resilienceEvent;
            _first = Index(1);
            return false;
        }

        if (Count == _events.Length) Grow();
        _events[Index(Count++)] = resilienceEvent;
        return true;
    }

    /// <summary>Takes the oldest event.</summary>
    internal bool TryTake(out ResilienceEvent resilienceEvent)
    {
        if (Count == 0)
        {
            resilienceEvent = default;
            return false;
        }

        resilienceEvent = _events[_first];

        // An event holds on to failures and exceptions.
        _events[_first] = default;
        _first = Index(1);
        Count--;
        return true;
    }

    internal void Clear() => (_events, _first, Count) = ([], 0, 0);

    private int Index(int offset) => (_first + offset) % _events.Length;

    private void Grow()
    {
        var larger = new ResilienceEvent[Math.Min(capacity, Math.Max(FirstSize, _events.Length * 2))];
        for (int i = 0; i < Count; i++) larger[i] = _events[Index(i)];
        (_events, _first) = (larger, 0);
    }
}
