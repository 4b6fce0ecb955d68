using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

/// <summary>Policies that together have every member and every shape.</summary>
internal static class Policies
{
    internal static readonly MappingOptions OfArgo = new() { Owner = RetryOwner.Argo };

    internal static StagePolicy Full { get; } = new()
    {
        MaxAttempts = 4,
        Backoff = BackoffSchedule.Exponential(TimeSpan.FromSeconds(30), 2, TimeSpan.FromSeconds(100), Jitter.Proportional(0.1)),
        TotalTimeout = TimeSpan.FromHours(1),
        MinimumAttemptTime = TimeSpan.FromSeconds(5),
        Conditions =
        [
            RetryCondition.On(FailureKind.Network).WithBackoff(BackoffSchedule.Fixed(TimeSpan.FromSeconds(1))),
            RetryCondition.OnStatus(503),
            RetryCondition.OnException<IOException>(),
            RetryCondition.OnTypeName("SqlException"),
            RetryCondition.OnMessage("deadlock"),
            RetryCondition.When("odd", static _ => true),
            RetryCondition.OnResult<int>("negative", static n => n < 0),
            RetryCondition.Anything.Stop(),
        ],
        CircuitBreaker = new CircuitBreakerPolicy(),
        RetryBudget = new RetryBudgetPolicy { Initial = 1 },
        RetryEvidence = new RetryEvidencePolicy(),
        Bulkhead = new BulkheadPolicy { MaxConcurrent = 2 },
        Hedging = new HedgingPolicy(),
        Throttle = new ThrottlePolicy(),
        Effect = StageEffect.Idempotent,
    };

    internal static BackoffSchedule[] Schedules { get; } =
    [
        BackoffSchedule.Fixed(TimeSpan.FromSeconds(5)),
        BackoffSchedule.Fixed(TimeSpan.FromSeconds(0.3)),
        BackoffSchedule.Linear(TimeSpan.FromSeconds(30)),
        BackoffSchedule.Exponential(TimeSpan.FromSeconds(30), 1.5),
        BackoffSchedule.Exponential(TimeSpan.FromSeconds(30), 2, TimeSpan.FromSeconds(100)),
        BackoffSchedule.Fibonacci(TimeSpan.FromSeconds(3)),
        BackoffSchedule.Table(TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60)),
        BackoffSchedule.Decorrelated(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60)),
        BackoffSchedule.Custom("mine", static (attempt, _, _) => TimeSpan.FromSeconds(attempt)),
    ];

    internal static IEnumerable<MappingOptions> AllOptions =>
        from owner in Enum.GetValues<RetryOwner>()
        from schedule in Enum.GetValues<RetrySchedule>()
        from target in Enum.GetValues<ArgoTarget>()
        select new MappingOptions { Owner = owner, Schedule = schedule, Target = target };

    internal static IEnumerable<StagePolicy> All =>
    [
        Full, new StagePolicy(), Full with { Effect = StageEffect.NotIdempotent, Hedging = null }, new StagePolicy { MaxAttempts = 40, Backoff = BackoffSchedule.Exponential(TimeSpan.FromSeconds(30)) },
        .. Schedules.Select(static schedule => new StagePolicy { MaxAttempts = 5, Backoff = schedule }), .. DefaultPolicies.All.Values,
    ];
}
