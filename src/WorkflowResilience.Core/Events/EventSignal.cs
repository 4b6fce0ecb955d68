using System.Threading.Tasks.Sources;

namespace WorkflowResilience;

/// <summary>Something for one reader to wait for, again and again, without an object for each wait.</summary>
internal sealed class EventSignal : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core;

    /// <param name="inline">Whether the reader goes on on the thread that sets the signal, instead of on the pool.</param>
    internal EventSignal(bool inline) => _core.RunContinuationsAsynchronously = !inline;

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    public void GetResult(short token)
    {
        _core.GetResult(token);
        _core.Reset();
    }

    /// <summary>The next wait; await it once, before asking for another.</summary>
    internal ValueTask Next() => new(this, _core.Version);

    /// <summary>Ends the wait; call it once a wait.</summary>
    internal void Set() => _core.SetResult(true);
}
