namespace WorkflowResilience;

/// <summary>
/// What gives a result when a stage has failed for good or was refused. Fallbacks are tried in order, the first success takes the failure's place; the outcome is then a
/// degraded success, which keeps the failure. Not tried after the caller's cancellation.
/// </summary>
/// <typeparam name="T">The stage's result.</typeparam>
/// <remarks>Immutable. It runs outside the stage's total timeout, breaker, bulkhead and budget; a fallback that needs those is a stage of its own.</remarks>
public sealed record StageFallback<T>
{
    internal StageFallback(string name, Func<StageFailure, CancellationToken, ValueTask<T>> action)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(action);
        Name = FailureText.Redact(name);
        Action = action;
    }

    /// <summary>What it is called in events, reports and metrics.</summary>
    public string Name { get; }

    /// <summary>
    /// How long it may take; a fallback that does not end within the policy's <see cref="StagePolicy.AbandonGrace"/> after that is abandoned. Above 0, at most 1 day, or
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>. Default 30 s.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to something else.</exception>
    public TimeSpan Timeout
    {
        get;
        init
        {
            if (value != System.Threading.Timeout.InfiniteTimeSpan && (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1)))
                throw new ArgumentOutOfRangeException(nameof(value), value, $"The fallback '{Name}' may have from above 0 to 1 day, or Timeout.InfiniteTimeSpan.");
            field = value;
        }
    }
        = TimeSpan.FromSeconds(30);

    /// <summary>For which failures it is there. Null (default): for all. What it throws is reported and counts as no.</summary>
    public Func<StageFailure, bool>? When { get; init; }

    internal Func<StageFailure, CancellationToken, ValueTask<T>> Action { get; }
}
