using System.Threading.Tasks.Sources;

namespace WorkflowResilience.Tests.Support;

/// <summary>A delegate's end that can be brought about again and again without allocating.</summary>
internal sealed class ReusableEnd : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core;

    internal ValueTask Begin()
    {
        _core.Reset();
        return new ValueTask(this, _core.Version);
    }

    internal void End() => _core.SetResult(true);

    public void GetResult(short token) => _core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => _core.OnCompleted(continuation, state, token, flags);
}
