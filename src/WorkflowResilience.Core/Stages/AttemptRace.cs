using System.Runtime.CompilerServices;

namespace WorkflowResilience;

/// <summary>Awaits an attempt's end without an object of its own: the slot calls the awaiting method's continuation directly.</summary>
internal readonly struct AttemptRace<T>(AttemptSlot slot, ConfiguredValueTaskAwaitable<T>.ConfiguredValueTaskAwaiter pending) : ICriticalNotifyCompletion
{
    /// <summary>False: what has ended already is not raced.</summary>
    public bool IsCompleted => false;

    public AttemptRace<T> GetAwaiter() => this;

    public bool GetResult() => slot.HasEnded;

    // Always reached through the builder, which restores the execution context itself.
    public void OnCompleted(Action continuation) => slot.Start(pending, continuation);

    public void UnsafeOnCompleted(Action continuation) => slot.Start(pending, continuation);
}
