using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>
/// The executors of a stage's keys, each with a circuit of its own, built once a key. At most as many as the policy says are kept: a new key takes the place of the oldest
/// whose circuit is closed with nothing counted. When there is none, the new key's executor is not kept, and counted.
/// </summary>
internal sealed class KeyedExecutors(Func<string, bool, StageExecutor> build)
{
    private readonly ConcurrentDictionary<string, StageExecutor> _kept = new(StringComparer.Ordinal);
    private readonly LinkedList<StageExecutor> _byAge = new();
    private readonly Lock _lock = new();
    private long _notKept;

    /// <summary>How often a key was met that could not be kept.</summary>
    internal long NotKept => Interlocked.Read(ref _notKept);

    internal IReadOnlyList<string> Keys => [.. _kept.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The executors that are kept.</summary>
    internal IEnumerable<StageExecutor> All => _kept.Values;

    /// <summary>Puts another policy in force for all that are kept. The stage follows it already, so whoever is built afterwards does as well.</summary>
    internal void Follow(StagePolicy policy)
    {
        lock (_lock)
        {
            foreach (StageExecutor executor in _byAge) executor.Follow(policy);
        }
    }

    /// <summary>Puts the stage's policy in force for an executor that is not kept.</summary>
    internal void Follow(StageExecutor guest)
    {
        lock (_lock) guest.Follow(guest.Policy);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Executors hold nothing to dispose.")]
    internal StageExecutor Get(string key, int capacity, Clock clock)
    {
        if (_kept.TryGetValue(key, out StageExecutor? executor)) return executor;
        lock (_lock)
        {
            if (_kept.TryGetValue(key, out executor)) return executor;
            while (_byAge.Count >= capacity)
            {
                // More than one has to go when a reload has lowered the capacity.
                if (TryMakeRoom(clock.Now)) continue;
                Interlocked.Increment(ref _notKept);
                return build(key, false);
            }

            executor = build(key, true);
            _byAge.AddLast(executor);
            return _kept[key] = executor;
        }
    }

    private bool TryMakeRoom(long now)
    {
        for (LinkedListNode<StageExecutor>? node = _byAge.First; node is not null; node = node.Next)
        {
            if (node.Value.Circuit is { } circuit && !circuit.IsUntouched(now)) continue;
            _byAge.Remove(node);
            _kept.TryRemove(node.Value.Key!, out _);
            node.Value.Retire();
            return true;
        }

        return false;
    }
}
