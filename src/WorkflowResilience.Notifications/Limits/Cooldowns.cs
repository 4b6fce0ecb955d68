namespace WorkflowResilience.Notifications;

/// <summary>When a channel was last told of a cause, or is about to be. Pure and bounded: what has cooled down is forgotten first, then what is oldest.</summary>
/// <param name="length">How long one lasts.</param>
/// <param name="capacity">How many are remembered.</param>
internal sealed class Cooldowns(TimeSpan length, int capacity)
{
    private readonly Dictionary<(string Channel, string Key), DateTimeOffset> _since = [];
    private readonly Queue<((string Channel, string Key) Id, DateTimeOffset At)> _order = new();

    internal int Count => _since.Count;

    internal bool IsCooling(string channel, string key, DateTimeOffset now) => _since.TryGetValue((channel, key), out DateTimeOffset at) && now - at < length;

    /// <summary>Begins one.</summary>
    internal void Begin(string channel, string key, DateTimeOffset now)
    {
        if (length <= TimeSpan.Zero) return;
        _since[(channel, key)] = now;
        _order.Enqueue(((channel, key), now));
        while (_order.TryPeek(out ((string Channel, string Key) Id, DateTimeOffset At) oldest) && (now - oldest.At >= length || _since.Count > capacity))
        {
            _order.Dequeue();
            if (_since.TryGetValue(oldest.Id, out DateTimeOffset at) && at == oldest.At) _since.Remove(oldest.Id);
        }
    }

    /// <summary>Takes back one that was begun at a time, because nobody was told after all.</summary>
    internal void TakeBack(string channel, string key, DateTimeOffset begun)
    {
        if (_since.TryGetValue((channel, key), out DateTimeOffset at) && at == begun) _since.Remove((channel, key));
    }
}
