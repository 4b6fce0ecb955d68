namespace WorkflowResilience;

/// <summary>
/// The policies of the well-known stages. The total timeout is what all attempts and the longest waits between them take together;
/// waits are spread by ±10 %. Start from one with <c>with</c>.
/// </summary>
public static class DefaultPolicies
{
    private static readonly TimeSpan s_cap = TimeSpan.FromSeconds(300);

    /// <summary>For <see cref="WorkflowStage.RepositoryClone"/>: 3 attempts of 10 min, 30 s and 60 s apart; the network is worth a retry, credentials are not.</summary>
    public static StagePolicy RepositoryClone { get; } = Bounded(3, Growing(30, s_cap), attemptSeconds: 600) with
    {
        Conditions =
        [
            RetryCondition.On(FailureKind.Network, FailureKind.Timeout, FailureKind.RateLimited),
            RetryCondition.OnStatus(408, 502, 503, 504),
            RetryCondition.On(FailureKind.Authentication).Stop(),
            RetryCondition.OnStatus(401, 403).Stop(),
        ],
        CircuitBreaker = Breaker(failures: 5, openSeconds: 300, probes: 3) with { SuccessThreshold = 2 },
    };

    /// <summary>For <see cref="WorkflowStage.CodeAnalysis"/>: 2 attempts of 20 min, 60 s apart, for want of resources or an analysis service.</summary>
    public static StagePolicy CodeAnalysis { get; } = Bounded(2, BackoffSchedule.Fixed(TimeSpan.FromSeconds(60), Jitter.Proportional(0.1)), attemptSeconds: 1200) with
    {
        Conditions =
        [
            RetryCondition.On(FailureKind.Resource, FailureKind.Unavailable),
            RetryCondition.OnStatus(429, 503),
        ],
        CircuitBreaker = Breaker(failures: 3, openSeconds: 600, probes: 2),
    };

    /// <summary>For <see cref="WorkflowStage.TestExecution"/>: 2 attempts of 30 min, 30 s apart; a red test or a compile error is an answer, not an outage.</summary>
    public static StagePolicy TestExecution { get; } = Bounded(2, BackoffSchedule.Linear(TimeSpan.FromSeconds(30), jitter: Jitter.Proportional(0.1)), attemptSeconds: 1800) with
    {
        Conditions =
        [
            RetryCondition.On(FailureKind.Flaky, FailureKind.Resource),
            RetryCondition.On(FailureKind.Compilation, FailureKind.TestFailure).Stop(),
        ],
        CircuitBreaker = Breaker(failures: 2, openSeconds: 300, probes: 1),
    };

    /// <summary>For <see cref="WorkflowStage.CoverageAnalysis"/>: 2 attempts of 20 min, 30 s apart.</summary>
    public static StagePolicy CoverageAnalysis { get; } = Bounded(2, Growing(30, s_cap), attemptSeconds: 1200) with
    {
        Conditions =
        [
            RetryCondition.On(FailureKind.Resource, FailureKind.Network, FailureKind.Unavailable),
            RetryCondition.On(FailureKind.Compilation, FailureKind.TestFailure).Stop(),
        ],
        CircuitBreaker = Breaker(failures: 3, openSeconds: 300, probes: 1),
    };

    /// <summary>For <see cref="WorkflowStage.SecurityScan"/>: 2 attempts of 30 min, 60 s apart.</summary>
    public static StagePolicy SecurityScan { get; } = Bounded(2, Growing(60, s_cap), attemptSeconds: 1800) with
    {
        Conditions =
        [
            RetryCondition.On(FailureKind.Network, FailureKind.Unavailable, FailureKind.RateLimited),
            RetryCondition.On(FailureKind.Authentication).Stop(),
        ],
        CircuitBreaker = Breaker(failures: 3, openSeconds: 600, probes: 1),
    };

    /// <summary>
    /// For <see cref="WorkflowStage.PullRequestReview"/>: 3 attempts of 2 min, 30 s and 60 s apart or as the server asks, up to 5 min. A comment posted twice
    /// is a nuisance, so a timeout stops.
    /// </summary>
    public static StagePolicy PullRequestReview { get; } = Bounded(3, Growing(30, s_cap), attemptSeconds: 120) with
    {
        Conditions =
        [
            RetryCondition.On(FailureKind.Network, FailureKind.Unavailable, FailureKind.RateLimited),
            RetryCondition.On(FailureKind.Authentication, FailureKind.NotFound, FailureKind.InvalidInput).Stop(),
        ],
        CircuitBreaker = Breaker(failures: 5, openSeconds: 300, probes: 2),
        MaxServerDelay = s_cap,
        Effect = StageEffect.NotIdempotent,
    };

    /// <summary>For <see cref="WorkflowStage.Notification"/>: 3 attempts of 30 s, 5 s and 10 s apart or as the server asks, up to 60 s.</summary>
    public static StagePolicy Notification { get; } = Bounded(3, Growing(5, TimeSpan.FromSeconds(60)), attemptSeconds: 30) with
    {
        Conditions =
        [
            RetryCondition.On(FailureKind.Network, FailureKind.Timeout, FailureKind.Unavailable, FailureKind.RateLimited),
            RetryCondition.OnStatus(408, 425),
            RetryCondition.OnStatusRange(400, 499).Stop(),
        ],
        CircuitBreaker = Breaker(failures: 5, openSeconds: 60, probes: 1),
        MaxServerDelay = TimeSpan.FromSeconds(60),
        Effect = StageEffect.NotIdempotent,
    };

    /// <summary>All of them by stage.</summary>
    public static IReadOnlyDictionary<WorkflowStage, StagePolicy> All { get; } = new Dictionary<WorkflowStage, StagePolicy>
    {
        [WorkflowStage.RepositoryClone] = RepositoryClone,
        [WorkflowStage.CodeAnalysis] = CodeAnalysis,
        [WorkflowStage.TestExecution] = TestExecution,
        [WorkflowStage.CoverageAnalysis] = CoverageAnalysis,
        [WorkflowStage.SecurityScan] = SecurityScan,
        [WorkflowStage.PullRequestReview] = PullRequestReview,
        [WorkflowStage.Notification] = Notification,
    }.AsReadOnly();

    /// <summary>The policy of a well-known stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns>Its policy.</returns>
    /// <exception cref="ArgumentException">The stage is not a well-known one; ask <see cref="All"/> when that may be.</exception>
    public static StagePolicy For(WorkflowStage stage) => All.TryGetValue(stage, out StagePolicy? policy)
        ? policy
        : throw new ArgumentException(
            $"The stage '{stage}' has no default policy{NearestName.Hint(stage.Name, All.Keys.Select(s => s.Name))}; write one: new StagePolicy {{ … }}.", nameof(stage));

    private static StagePolicy Bounded(int attempts, BackoffSchedule backoff, int attemptSeconds)
    {
        var attemptTimeout = TimeSpan.FromSeconds(attemptSeconds);
        TimeSpan total = attempts * attemptTimeout;
        for (int attempt = 1; attempt < attempts; attempt++) total += backoff.Delay(attempt, TimeSpan.Zero, 1);
        return new StagePolicy { MaxAttempts = attempts, Backoff = backoff, AttemptTimeout = attemptTimeout, TotalTimeout = total };
    }

    private static BackoffSchedule Growing(int seconds, TimeSpan max) =>
        BackoffSchedule.Exponential(TimeSpan.FromSeconds(seconds), factor: 2, max, Jitter.Proportional(0.1));

    private static CircuitBreakerPolicy Breaker(int failures, int openSeconds, int probes) => new()
    {
        ConsecutiveFailures = failures,
        OpenTime = BackoffSchedule.Fixed(TimeSpan.FromSeconds(openSeconds)),
        HalfOpenPermits = probes,
    };
}
