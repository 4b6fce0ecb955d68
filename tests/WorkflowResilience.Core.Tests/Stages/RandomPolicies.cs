namespace WorkflowResilience.Tests.Stages;

/// <summary>Valid policies of every sort, decided by a seed.</summary>
internal static class RandomPolicies
{
    internal static StagePolicy Next(Random random)
    {
        TimeSpan? attempt = random.Next(4) == 0 ? null : TimeSpan.FromMilliseconds(random.Next(1, 600_000));
        return new StagePolicy
        {
            MaxAttempts = random.Next(1, random.Next(2, 1000)),
            Backoff = Schedule(random),
            AttemptTimeout = attempt,
            TotalTimeout = random.Next(2) == 0 ? null : TimeSpan.FromMilliseconds(random.Next(600_000, 6_000_000)),
            AbandonGrace = random.Next(5) == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(random.Next(10)),
            MinimumAttemptTime = TimeSpan.FromMilliseconds(random.Next(2) * (attempt?.TotalMilliseconds ?? 1000) / 2),
            MaxServerDelay = TimeSpan.FromSeconds(random.Next(600)),
            Conditions = [.. Enumerable.Range(0, random.Next(6)).Select(_ => Condition(random))],
            UnknownFailures = (UnknownFailures)random.Next(2),
            CircuitBreaker = random.Next(2) == 0 ? null : new() { ConsecutiveFailures = random.Next(1, 9), OpenTime = Schedule(random) },
            RetryBudget = random.Next(3) == 0 ? null : new() { DepositPerSuccess = random.Next(3) / 2.0 },
            Effect = (StageEffect)random.Next(3),
        };
    }

    internal static BackoffSchedule Schedule(Random random)
    {
        TimeSpan Span() => TimeSpan.FromMilliseconds(random.Next(60_000));
        Jitter jitter = random.Next(4) switch { 0 => Jitter.None, 1 => Jitter.Full, 2 => Jitter.Equal, _ => Jitter.Proportional(1 - random.NextDouble()) };
        BackoffSchedule schedule = random.Next(7) switch
        {
            0 => BackoffSchedule.Fixed(Span(), jitter),
            1 => BackoffSchedule.Linear(Span(), jitter: jitter),
            2 => BackoffSchedule.Exponential(Span(), 1.01 + random.NextDouble(), jitter: jitter),
            3 => BackoffSchedule.Fibonacci(Span(), jitter: jitter),
            4 => BackoffSchedule.Table(Span(), Span(), Span()) with { Jitter = jitter },
            5 => BackoffSchedule.Decorrelated(Span()),
            _ => BackoffSchedule.Custom("c", (_, _, u) => TimeSpan.FromSeconds(u)),
        };
        return random.Next(2) == 0 ? schedule : schedule with { Max = Span() };
    }

    private static RetryCondition Condition(Random random)
    {
        RetryCondition condition = random.Next(8) switch
        {
            0 => RetryCondition.Transient,
            1 => RetryCondition.On(FailureKind.Timeout),
            2 => RetryCondition.OnStatus(503, 100 + random.Next(500)),
            3 => RetryCondition.OnException<IOException>(),
            4 => RetryCondition.OnTypeName("A"),
            5 => RetryCondition.OnMessage("b"),
            6 => RetryCondition.OnResult<int>("c", i => i < 0),
            _ => RetryCondition.Anything,
        };
        condition = random.Next(3) == 0 ? condition.Stop() : condition;
        return random.Next(4) == 0 ? condition.WithBackoff(Schedule(random)) : condition;
    }
}
