using WorkflowResilience.Time;

namespace WorkflowResilience.Testing;

/// <summary>Waits on a time provider: inline under virtual time, on the thread pool otherwise, as <see cref="IManualTime"/> asks.</summary>
internal static class Wait
{
    /// <summary>Waits for a time, or without end, or until cancelled.</summary>
    internal static async Task ForAsync(TimeProvider timeProvider, TimeSpan delay, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (delay == TimeSpan.Zero) return;
        TaskCompletionSource ended = Signal(timeProvider);
        using ITimer timer = timeProvider.CreateTimer(static s => ((TaskCompletionSource)s!).TrySetResult(), ended, delay, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static (s, token) => ((TaskCompletionSource)s!).TrySetCanceled(token), ended);
        await ended.Task.ConfigureAwait(false);
    }

    /// <summary>Something to wait for that another party sets.</summary>
    internal static TaskCompletionSource Signal(TimeProvider timeProvider) =>
        new(timeProvider is IManualTime ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
}
