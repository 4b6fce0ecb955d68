namespace WorkflowResilience;

public sealed partial class StageExecutor
{
    private readonly StageExecutor? _parent;
    private KeyedExecutors? _keyed;

    // Of one key.
    private StageExecutor(StageExecutor parent, string key, bool kept)
        : this(parent._runner, parent.Stage, parent.Policy, key, parent, kept)
    {
    }

    /// <summary>The key that the executor is for; null for the stage's own.</summary>
    public string? Key { get; }

    /// <summary>The key as it may leave the process: a host may have made it from a URL.</summary>
    internal string? PrintedKey { get; }

    /// <summary>The keys that have an executor of their own now, in order.</summary>
    public IReadOnlyList<string> Keys => Volatile.Read(ref _keyed)?.Keys ?? [];

    /// <summary>How often <see cref="For"/> met a key for which there was no room: <see cref="StagePolicy.MaxKeys"/> others have circuits that are not to be forgotten.</summary>
    public long KeysNotKept => Volatile.Read(ref _keyed)?.NotKept ?? 0;

    /// <summary>
    /// The executor of the stage for one key: a host, a tenant, a shard. It follows the stage's policy and shares its bulkhead, but its circuit breaker, its throttle and,
    /// unless the budget names a target, its retry budget are its own: one bad key does not stop the others.
    /// </summary>
    /// <param name="key">The key; not empty. Compared ordinally.</param>
    /// <returns>
    /// The executor; the same one while the key is kept. A key whose circuit is closed and counts nothing may be given up for a new one; an executor held longer than that
    /// goes on to work and finds its way to the key's present circuit. When no key may be given up, the new key gets an executor that is not kept, whose circuit
    /// sees only the calls made through it and whose retries are paid from the stage's own budget.
    /// </returns>
    /// <exception cref="InvalidOperationException">This is the executor of a key already.</exception>
    /// <exception cref="ObjectDisposedException">The runner has been disposed.</exception>
    public StageExecutor For(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _runner.ThrowIfDisposed();
        if (_runner.IsPassThrough) return this;
        if (Key is not null) throw new InvalidOperationException($"This is the executor of the stage '{Stage}' for the key '{Key}'; ask the stage's own for another key: runner[\"{Stage}\"].For(…).");
        KeyedExecutors keyed = Volatile.Read(ref _keyed) ?? Interlocked.CompareExchange(ref _keyed, new KeyedExecutors(Build), null) ?? _keyed!;
        return keyed.Get(key, Policy.MaxKeys, _clock);
    }

    /// <summary>The executors of its keys. Unlike <see cref="For"/>, asking for them makes none.</summary>
    internal IEnumerable<StageExecutor> Keyed => Volatile.Read(ref _keyed)?.All ?? [];

    /// <summary>Gives up the key: who still holds this executor is sent to the key's present one.</summary>
    internal void Retire() => Volatile.Write(ref _runtime, _runtime.Retired());

    // Not through For: executions under way finish also when the runner has been disposed.
    private StageExecutor Present => _parent!._keyed!.Get(Key!, Policy.MaxKeys, _clock);

    // The key was given up, with nothing counted, while the call ran. What the call met since is news of the key nevertheless.
    private void TellPresentCircuit(long now, long durationTicks, bool countsAsConsecutive)
    {
        if (Circuit is { State: CircuitState.Closed } present && present.TryEnter(now, out CircuitPermit permit, out _, out _))
            present.Fail(permit, now, durationTicks, countsAsConsecutive);
    }

    private StageRuntime CaughtUp(StageRuntime runtime)
    {
        if (!ReferenceEquals(runtime.Policy, Policy)) _parent!._keyed!.Follow(this);
        return Runtime;
    }

    private StageExecutor Build(string key, bool kept) => new(this, key, kept);
}
