using System.Runtime.CompilerServices;

namespace WorkflowResilience;

/// <summary>Makes fallbacks: <c>StageFallback.Of("cache", (failure, ct) => cache.ReadAsync(ct))</c>.</summary>
public static class StageFallback
{
    /// <summary>Something else to do.</summary>
    /// <typeparam name="T">The stage's result.</typeparam>
    /// <param name="name">What it is called in events, reports and metrics.</param>
    /// <param name="action">The work, told of the failure; its token is cancelled by the caller and by the fallback's timeout.</param>
    /// <returns>The fallback.</returns>
    [OverloadResolutionPriority(1)]
    public static StageFallback<T> Of<T>(string name, Func<StageFailure, CancellationToken, ValueTask<T>> action) => new(name, action);

    /// <inheritdoc cref="Of{T}(string, Func{StageFailure, CancellationToken, ValueTask{T}})"/>
    public static StageFallback<T> Of<T>(string name, Func<StageFailure, CancellationToken, Task<T>> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new StageFallback<T>(name, (failure, token) => new ValueTask<T>(action(failure, token) ?? throw NoTask.Returned()));
    }

    /// <summary>A value that is at hand.</summary>
    /// <typeparam name="T">The stage's result.</typeparam>
    /// <param name="name">What it is called in events, reports and metrics.</param>
    /// <param name="value">The value.</param>
    /// <returns>The fallback.</returns>
    public static StageFallback<T> Value<T>(string name, T value) => new(name, (_, _) => new ValueTask<T>(value));
}
