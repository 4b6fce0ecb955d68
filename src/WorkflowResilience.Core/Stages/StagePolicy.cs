namespace WorkflowResilience;

/// <summary>
/// What a stage may do when it fails: an immutable record of data. Every value is checked when a runner is made from it;
/// <see cref="Validate"/> tells all problems at once.
/// </summary>
/// <remarks>Code lives only in <see cref="RetryCondition.When"/>, <see cref="RetryCondition.OnResult{T}"/> and <see cref="BackoffSchedule.Custom"/>; all else can be written to and read from text.</remarks>
public sealed partial record StagePolicy
{
    private static readonly TimeSpan s_defaultAttemptTimeout = TimeSpan.FromMinutes(5);

    /// <summary>How often the delegate may be called in all, the first call included. At least 1 (no retry), at most 1,000. Default 3.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>The waits between attempts. Default exponential from 1 s, doubled up to 30 s, full jitter.</summary>
    public BackoffSchedule Backoff { get; init; } = BackoffSchedule.Exponential(TimeSpan.FromSeconds(1), max: TimeSpan.FromSeconds(30));

    /// <summary>How long one attempt may take. From 1 ms to 7 days; null: no limit. Default 5 min, or the total timeout when that is shorter.</summary>
    public TimeSpan? AttemptTimeout { get; init; } = s_defaultAttemptTimeout;

    /// <summary>How long the whole execution may take, waits included. From 1 ms to 30 days; null (default): no limit.</summary>
    public TimeSpan? TotalTimeout { get; init; }

    /// <summary>
    /// How long the caller waits after a deadline or its own cancellation for a delegate that does not end. From 0 to 1 day, or
    /// <see cref="Timeout.InfiniteTimeSpan"/> for ever. Default 5 s.
    /// </summary>
    public TimeSpan AbandonGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A retry that would have less than this before the total timeout is refused at once. From 0 to 7 days, no more than either time-out. Default 0.</summary>
    public TimeSpan MinimumAttemptTime { get; init; }

    /// <summary>The longest wait a server may ask for; one that asks for more is not tried again. From 0 to 1 day. Default 5 min.</summary>
    public TimeSpan MaxServerDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Which failures are worth another attempt: tried in order, the first match decides. Default: the transient kinds.</summary>
    public IReadOnlyList<RetryCondition> Conditions
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = [.. value];
        }
    }
        = [RetryCondition.Transient];

    /// <summary>What to do with a failure that no condition matches. Default: stop.</summary>
    public UnknownFailures UnknownFailures { get; init; }

    /// <summary>The circuit breaker; null (default): none.</summary>
    public CircuitBreakerPolicy? CircuitBreaker { get; init; }

    /// <summary>The retry budget; null: none. Default <see cref="RetryBudgetPolicy.Default"/>, one bucket a stage.</summary>
    public RetryBudgetPolicy? RetryBudget { get; init; } = RetryBudgetPolicy.Default;

    /// <summary>Refusing retries that have hardly ever helped; null (default): the past decides nothing.</summary>
    public RetryEvidencePolicy? RetryEvidence { get; init; }

    /// <summary>How many executions of the stage may run at once; null (default): no limit.</summary>
    public BulkheadPolicy? Bulkhead { get; init; }

    /// <summary>A second call beside a slow first one; null (default): none. Needs <see cref="Effect"/> to be <see cref="StageEffect.Idempotent"/>.</summary>
    public HedgingPolicy? Hedging { get; init; }

    /// <summary>Turning calls away while the target accepts too few; null (default): never.</summary>
    public ThrottlePolicy? Throttle { get; init; }

    /// <summary>
    /// Keys for which <see cref="StageExecutor.For"/> keeps a circuit breaker, a budget and a throttle of their own. From 1 to 1,000,000. Default 1,024.
    /// </summary>
    public int MaxKeys { get; init; } = 1024;

    /// <summary>What running the delegate twice would do. Default: unknown.</summary>
    public StageEffect Effect { get; init; }

    /// <summary>Whether a final failure of a nested execution may be retried here as well. Default false: retries must not multiply.</summary>
    public bool RetryNested { get; init; }

    /// <summary>
    /// Whether the delegate is started on the thread pool. Needed for one that blocks its thread before its first await: only so can it be abandoned. Default false.
    /// </summary>
    public bool Offload { get; init; }
}
