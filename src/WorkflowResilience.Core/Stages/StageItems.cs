namespace WorkflowResilience;

/// <summary>What the attempts of one execution share: the idempotency key and the host's items.</summary>
internal sealed class StageItems
{
    private Dictionary<string, object?>? _items;

    internal IDictionary<string, object?> Items => _items ??= new Dictionary<string, object?>(StringComparer.Ordinal);

    internal string? IdempotencyKey { get; private set; }

    /// <summary>Makes the key at the first attempt; later attempts find it.</summary>
    internal StageItems WithKey(in CallInfo info)
    {
        IdempotencyKey ??= info.Executor.KeyFor(info.Run, info.Occurrence);
        return this;
    }
}
