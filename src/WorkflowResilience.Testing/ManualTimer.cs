using System.Diagnostics.CodeAnalysis;

namespace WorkflowResilience.Testing;

/// <summary>A timer of <see cref="ManualTimeProvider"/>. Its mutable members are guarded by the provider's lock.</summary>
internal sealed class ManualTimer(ManualTimeProvider provider, TimerCallback callback, object? state) : ITimer
{
    private static readonly ContextCallback Invoke = static timer => ((ManualTimer)timer!).InvokeCallback();

    // As with the system's timers: a callback sees the asynchronous locals of whoever made the timer, not of whoever moves the clock.
    [SuppressMessage("Usage", "CA2213:Disposable fields should be disposed", Justification = "A captured context is shared with whoever runs in it; nobody disposes it.")]
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    /// <summary>Identifies the current arming and orders timers due at one instant; 0 while the timer is not armed.</summary>
    internal long Arming { get; set; }

    /// <summary>The ticks between firings; 0 for a timer that fires once.</summary>
    internal long Period { get; set; }

    internal bool Disposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period) => provider.Change(this, dueTime, period);

    public void Dispose() => provider.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Fire()
    {
        if (_context is null) InvokeCallback();
        else ExecutionContext.Run(_context, Invoke, this);
    }

    private void InvokeCallback() => callback(state);
}
