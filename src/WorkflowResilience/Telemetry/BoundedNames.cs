using System.Collections.Concurrent;

namespace WorkflowResilience.Telemetry;

/// <summary>Names as metrics may show them: the first so many distinct ones as they are, all later ones under one name, so that no host can fill a metrics store by accident.</summary>
/// <remarks>Thread-safe. Nothing is allocated for a name that has been met.</remarks>
internal sealed class BoundedNames(int capacity, string other)
{
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private int _count;

    internal string Of(string name)
    {
        if (_names.TryGetValue(name, out string? known)) return known;
        lock (_lock)
        {
            if (_names.TryGetValue(name, out known)) return known;
            if (_count >= capacity) return other;
            _count++;
            return _names[name] = name;
        }
    }
}
