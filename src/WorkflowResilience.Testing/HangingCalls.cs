namespace WorkflowResilience.Testing;

/// <summary>Calls that hang without regard to cancellation, until somebody lets them go. Thread-safe.</summary>
internal sealed class HangingCalls(TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private List<TaskCompletionSource> _hanging = [];

    internal Task WaitAsync()
    {
        TaskCompletionSource released = Wait.Signal(timeProvider);
        lock (_gate) _hanging.Add(released);
        return released.Task;
    }

    /// <summary>Lets those go that hang now.</summary>
    internal int Release()
    {
        List<TaskCompletionSource> hanging;
        lock (_gate) (hanging, _hanging) = (_hanging, []);
        foreach (TaskCompletionSource call in hanging) call.TrySetResult();
        return hanging.Count;
    }
}
