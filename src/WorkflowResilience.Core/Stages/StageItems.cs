namespace WorkflowResilience;

/// <summary>What the attempts of one execution share: the idempotency key and the host's items.</summary>
internal sealed class StageItems
{
    private Dictionary<string, object?>? _items;
    private string? _key;

    internal IDictionary<string, object?> Items => _items ??= new Dictionary<string, object?>(StringComparer.Ordinal);

    internal string? IdempotencyKey => Volatile.Read(ref _key);

    /// <summary>Makes the key at the first call; later ones find it, and of two that begin at the same time, hedges on the pool, both find the same.</summary>
    internal StageItems WithKey(in CallInfo info)
    {
        if (IdempotencyKey is null) Interlocked.CompareExchange(ref _key, info.Executor.KeyFor(info.Run, info.Occurrence), null);
        return this;
    }
}
