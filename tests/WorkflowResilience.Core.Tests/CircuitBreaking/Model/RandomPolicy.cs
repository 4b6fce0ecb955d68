namespace WorkflowResilience.Tests.CircuitBreaking.Model;

/// <summary>Random policies, and the same ones in plain numbers.</summary>
internal static class RandomPolicy
{
    internal const ulong Seed = 7;
    internal const string Stage = "Model";

    private static readonly decimal[] Ratios = [0.1m, 0.2m, 0.25m, 0.3m, 0.5m, 0.7m, 1m];
    private static readonly double[] Windows = [0.1, 1, 10, 97.3, 3600];
    private static readonly double[] Leases = [0.5, 5, 30, 600];

    internal static (CircuitBreakerPolicy Policy, long Lease, NaivePolicy Naive) Next(Random random)
    {
        decimal? ratio = random.Next(2) == 0 ? null : Pick(random, Ratios);
        decimal? slowRatio = random.Next(3) > 0 ? null : Pick(random, Ratios);
        int? consecutive = ratio is null && slowRatio is null || random.Next(2) == 0 ? random.Next(1, 6) : null;
        CircuitBreakerPolicy policy = new()
        {
            ConsecutiveFailures = consecutive,
            FailureRatio = (double?)ratio,
            SlowCallRatio = (double?)slowRatio,
            SlowCallDuration = TimeSpan.FromSeconds(2),
            Window = TimeSpan.FromSeconds(Pick(random, Windows)),
            MinimumThroughput = random.Next(1, 13),
            OpenTime = Schedule(random),
            HalfOpenPermits = random.Next(1, 5),
            SuccessThreshold = random.Next(1, 5),
        };
        return Plain(policy, TimeSpan.FromSeconds(Pick(random, Leases)).Ticks);
    }

    /// <summary>Another policy; half of the time one that keeps the triggers.</summary>
    internal static (CircuitBreakerPolicy Policy, long Lease, NaivePolicy Naive) After(CircuitBreakerPolicy old, Random random)
    {
        var next = Next(random);
        return random.Next(2) == 0 ? next : Plain(old with { OpenTime = next.Policy.OpenTime, HalfOpenPermits = next.Policy.HalfOpenPermits }, next.Lease);
    }

    private static (CircuitBreakerPolicy Policy, long Lease, NaivePolicy Naive) Plain(CircuitBreakerPolicy policy, long lease) => (policy, lease, new NaivePolicy(
        policy.ConsecutiveFailures, (decimal?)policy.FailureRatio, (decimal?)policy.SlowCallRatio, policy.SlowCallDuration.Ticks, policy.Window.Ticks / 10,
        policy.MinimumThroughput, policy.HalfOpenPermits, policy.SuccessThreshold, lease, (closings, opening, previous) => OpenTicks(policy.OpenTime, closings, opening, previous)));

    private static long OpenTicks(BackoffSchedule schedule, int closings, int opening, long previous)
    {
        double u = Draw.Unit(Seed, (ulong)closings, Draw.Number(Stage), opening, Draw.OpenTime);
        try
        {
            return schedule.Delay(opening, TimeSpan.FromTicks(previous), u).Ticks;
        }
        catch (InvalidOperationException)
        {
            return TimeSpan.FromSeconds(60).Ticks;
        }
    }

    private static BackoffSchedule Schedule(Random random)
    {
        TimeSpan time = TimeSpan.FromSeconds(Pick(random, [0.05, 1, 5, 60]));
        return random.Next(6) switch
        {
            0 => BackoffSchedule.Fixed(time),
            1 => BackoffSchedule.Fixed(time, Jitter.Proportional(0.3)),
            2 => BackoffSchedule.Exponential(time, max: time * 10, jitter: Jitter.None),
            3 => BackoffSchedule.Exponential(time, max: time * 10),
            4 => BackoffSchedule.Decorrelated(time, time * 10),
            _ => BackoffSchedule.Custom("odd", (n, previous, _) => (n % 3) switch
            {
                0 => throw new InvalidOperationException(),
                1 => previous + time,
                _ => -time,
            }),
        };
    }

    private static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];
}
