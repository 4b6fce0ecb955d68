namespace WorkflowResilience;

/// <summary>
/// When a circuit opens, for how long, and what closes it again. It opens when any of the triggers that are set says so;
/// at least one of <see cref="ConsecutiveFailures"/>, <see cref="FailureRatio"/> and <see cref="SlowCallRatio"/> must be set.
/// </summary>
public sealed partial record CircuitBreakerPolicy
{
    /// <summary>Opens after this many failures in a row. At least 1; null: not a trigger. Default 5.</summary>
    public int? ConsecutiveFailures { get; init; } = 5;

    /// <summary>Opens when failures make up at least this share of the calls in <see cref="Window"/>. Above 0, at most 1; null (default): not a trigger.</summary>
    public double? FailureRatio { get; init; }

    /// <summary>Opens when slow calls make up at least this share of the calls in <see cref="Window"/>. Above 0, at most 1; null (default): not a trigger.</summary>
    public double? SlowCallRatio { get; init; }

    /// <summary>A call that lasts longer than this is slow, whether it succeeds or fails. Read with <see cref="SlowCallRatio"/>. From 1 ms to 7 days. Default 60 s.</summary>
    public TimeSpan SlowCallDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The time over which the ratios are taken. It slides in ten steps, so that a call counts for nine to ten tenths of it. From 100 ms to 1 day. Default 30 s.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls that the window must hold before a ratio counts. At least 1. Default 20.</summary>
    public int MinimumThroughput { get; init; } = 20;

    /// <summary>
    /// How long it stays open: the schedule's wait number n for the n-th opening without a close between. Default 60 s each time.
    /// <see cref="BackoffSchedule.Exponential"/> makes it grow.
    /// </summary>
    public BackoffSchedule OpenTime { get; init; } = BackoffSchedule.Fixed(TimeSpan.FromSeconds(60));

    /// <summary>Probes that may run at the same time while half-open. From 1 to 1,000. Default 1.</summary>
    public int HalfOpenPermits { get; init; } = 1;

    /// <summary>Probes that must succeed to close it; one that fails, or is slow while <see cref="SlowCallRatio"/> is set, opens it again at once. At least 1. Default 1.</summary>
    public int SuccessThreshold { get; init; } = 1;

    /// <summary>
    /// Whether a failure that a stop condition matched (a red test, a compile error, a 401) counts as well. Default false: it says nothing about the target's health.
    /// </summary>
    public bool CountStopped { get; init; }

    /// <summary>Failures that do not count, whatever the retry conditions say of them. Default none.</summary>
    public IReadOnlyList<RetryCondition> Ignore
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = [.. value];
        }
    } = [];
}
