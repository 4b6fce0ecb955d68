namespace WorkflowResilience.Http;

/// <summary>A stage's policy and the HTTP options that belong together for a sort of server. Start from one with <c>with</c>.</summary>
/// <param name="Policy">The policy of the stage.</param>
/// <param name="Options">What the handler does beyond it.</param>
public sealed record HttpPreset(StagePolicy Policy, HttpResilienceOptions Options)
{
    /// <summary>
    /// For any server: 3 attempts of 30 s within 2 min, 0.5 s and 1 s apart (full jitter) or as the server asks, up to 1 min; a circuit for each authority that opens
    /// for 5 s to 60 s at half of at least 20 calls in 30 s, or 10 failures in a row.
    /// </summary>
    public static HttpPreset Default { get; } = new(
        new StagePolicy
        {
            MaxAttempts = 3,
            Backoff = BackoffSchedule.Exponential(TimeSpan.FromMilliseconds(500), max: TimeSpan.FromSeconds(10)),
            AttemptTimeout = TimeSpan.FromSeconds(30),
            TotalTimeout = TimeSpan.FromMinutes(2),
            MaxServerDelay = TimeSpan.FromMinutes(1),
            CircuitBreaker = Breaker(),
        },
        HttpResilienceOptions.Default);

    /// <summary>
    /// For APIs with limits like GitHub's: 4 attempts of 30 s within an hour. A used-up primary limit is waited for until its reset, a secondary one as long as
    /// <c>Retry-After</c> says, up to 15 min; one that says nothing for 67 s ± 10 %, then twice as long each time, up to 15 min. What was turned away for a limit is
    /// repeated whatever its method, and does not count for the circuit. A 403 whose body speaks of a secondary rate limit is one.
    /// </summary>
    public static HttpPreset GitHub { get; } = new(
        new StagePolicy
        {
            MaxAttempts = 4,
            Backoff = BackoffSchedule.Exponential(TimeSpan.FromSeconds(1), max: TimeSpan.FromSeconds(30)),
            AttemptTimeout = TimeSpan.FromSeconds(30),
            TotalTimeout = TimeSpan.FromHours(1),
            MaxServerDelay = TimeSpan.FromMinutes(15),
            Conditions =
            [
                RetryCondition.When("a rate limit that names no time", static f => f.Kind == FailureKind.RateLimited && f.ServerDelay is null)
                    .WithBackoff(BackoffSchedule.Exponential(TimeSpan.FromSeconds(67), factor: 2, TimeSpan.FromMinutes(15), Jitter.Proportional(0.1))),
                RetryCondition.Transient,
            ],
            CircuitBreaker = Breaker() with { Ignore = [RetryCondition.On(FailureKind.RateLimited)] },
        },
        new HttpResilienceOptions { RepeatRefused = true, RateLimitText = "secondary rate limit" });

    /// <summary>
    /// For API servers like Kubernetes': 5 attempts of 30 s within 3 min, 0.2 s apart and growing to 10 s (full jitter) or as the server asks, up to 1 min. What was turned
    /// away with a 429 is repeated whatever its method. A conflict (409) and an expired watch (410) are answers: see <see cref="KubernetesConflict"/>, and list again for
    /// the latter.
    /// </summary>
    public static HttpPreset Kubernetes { get; } = new(
        new StagePolicy
        {
            MaxAttempts = 5,
            Backoff = BackoffSchedule.Exponential(TimeSpan.FromMilliseconds(200), max: TimeSpan.FromSeconds(10)),
            AttemptTimeout = TimeSpan.FromSeconds(30),
            TotalTimeout = TimeSpan.FromMinutes(3),
            MaxServerDelay = TimeSpan.FromMinutes(1),
            CircuitBreaker = Breaker(),
        },
        new HttpResilienceOptions { RepeatRefused = true });

    /// <summary>
    /// The policy of a stage that reads an object, changes it and writes it back, around calls of such a client: a conflict (409, thrown with
    /// <see cref="StageFailure.OfResponse"/>) runs it again from the reading, 5 times in all, 20 ms apart and growing to 1 s (full jitter); everything else stops, for the
    /// client has retried it. Within 10 min in all, without a retry budget.
    /// </summary>
    public static StagePolicy KubernetesConflict { get; } = new()
    {
        MaxAttempts = 5,
        Backoff = BackoffSchedule.Exponential(TimeSpan.FromMilliseconds(20), factor: 3, TimeSpan.FromSeconds(1)),
        AttemptTimeout = null,
        TotalTimeout = TimeSpan.FromMinutes(10),
        Conditions = [RetryCondition.OnStatus(409)],

        // A conflict is no sign of trouble at the target.
        RetryBudget = null,
    };

    private static CircuitBreakerPolicy Breaker() => new()
    {
        ConsecutiveFailures = 10,
        FailureRatio = 0.5,
        OpenTime = BackoffSchedule.Exponential(TimeSpan.FromSeconds(5), factor: 2, TimeSpan.FromSeconds(60), Jitter.Proportional(0.1)),
    };
}
