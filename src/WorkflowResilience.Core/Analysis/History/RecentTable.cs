using System.Diagnostics.CodeAnalysis;

namespace WorkflowResilience.Analysis;

/// <summary>A table of limited size: who has not been asked for the longest time gives way.</summary>
/// <remarks>Not thread-safe; constant time.</remarks>
internal sealed class RecentTable<TKey, TValue>(int capacity, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<KeyValuePair<TKey, TValue>>> _places = new(comparer);
    private readonly LinkedList<KeyValuePair<TKey, TValue>> _order = new();

    internal int Count => _places.Count;

    internal bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_places.TryGetValue(key, out LinkedListNode<KeyValuePair<TKey, TValue>>? place))
        {
            value = default;
            return false;
        }

        if (place.Next is not null)
        {
            _order.Remove(place);
            _order.AddLast(place);
        }

        value = place.Value.Value;
        return true;
    }

    /// <summary>Puts a value in the place of the key's former one, or of the one longest not asked for.</summary>
    /// <returns>The value that gave way, if one did.</returns>
    internal TValue? Set(TKey key, TValue value)
    {
        TValue? former = default;
        if (_places.TryGetValue(key, out LinkedListNode<KeyValuePair<TKey, TValue>>? place) || (_places.Count >= capacity && (place = _order.First) is not null))
        {
            former = place.Value.Value;
            _places.Remove(place.Value.Key);
            _order.Remove(place);
        }

        _places[key] = _order.AddLast(new KeyValuePair<TKey, TValue>(key, value));
        return former;
    }
}
