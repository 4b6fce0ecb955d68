namespace WorkflowResilience.Tests.Stages;

[TestFixture]
public sealed class PolicyForecastTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private static readonly StagePolicy s_policy = new()
    {
        MaxAttempts = 3,
        AttemptTimeout = 10 * s_second,
        AbandonGrace = 2 * s_second,
        MaxServerDelay = TimeSpan.Zero,
        Backoff = BackoffSchedule.Linear(4 * s_second, jitter: Jitter.Equal),
    };

    [Test]
    public void Without_a_total_timeout_the_worst_case_is_all_attempts_with_grace_and_the_longest_waits()
    {
        PolicyForecast forecast = new(s_policy);

        forecast.Worst.Should().Be((3 * 12 * s_second) + (4 * s_second) + (8 * s_second));
        forecast.Expected.Should().Be((3 * 10 * s_second) + (9 * s_second));
        forecast.TotalDecides.Should().BeFalse();
    }

    [Test]
    public void A_total_timeout_ends_it_one_grace_later()
    {
        PolicyForecast forecast = new(s_policy with { TotalTimeout = 35 * s_second });

        (forecast.Worst, forecast.Expected, forecast.TotalDecides).Should().Be((37 * s_second, 35 * s_second, true));
    }

    [Test]
    public void Without_any_limit_there_is_no_worst_case()
    {
        new PolicyForecast(s_policy with { AttemptTimeout = null }).Worst.Should().BeNull();
        new PolicyForecast(s_policy with { AbandonGrace = Timeout.InfiniteTimeSpan }).Worst.Should().BeNull();
        new PolicyForecast(s_policy with { AttemptTimeout = null, TotalTimeout = s_second }).Worst.Should().Be(3 * s_second);
    }

    [TestCase(2, 3, 6 + 10)] // three hedges, two seconds apart
    [TestCase(60, 1, 15 + 10)] // the first call has been given up long before the hedge is due
    [TestCase(null, 2, 20 + 10)] // a delay that calls give is never longer than their time
    public void Hedges_make_an_attempt_longer_by_their_delays(int? delay, int hedges, int attemptSeconds)
    {
        StagePolicy policy = new()
        {
            MaxAttempts = 1,
            AttemptTimeout = 10 * s_second,
            Effect = StageEffect.Idempotent,
            Hedging = new HedgingPolicy { Delay = delay * s_second, MaxHedges = hedges },
        };

        new PolicyForecast(policy).Worst.Should().Be((attemptSeconds + 5) * s_second);
    }

    [Test]
    public void A_condition_with_longer_waits_of_its_own_makes_the_worst_case_worse() =>
        new PolicyForecast(s_policy with { Conditions = [RetryCondition.Transient.WithBackoff(BackoffSchedule.Fixed(5 * s_second))] }).LongestWaits.Should().Be((5 * s_second) + (8 * s_second));

    [Test]
    public void A_condition_that_stops_never_waits() =>
        new PolicyForecast(s_policy with { Conditions = [RetryCondition.Transient.Stop().WithBackoff(BackoffSchedule.Fixed(50 * s_second))] }).LongestWaits.Should().Be(12 * s_second);

    [Test]
    public void A_server_may_make_each_wait_as_long_as_permitted_and_a_second_more() =>
        new PolicyForecast(s_policy with { MaxServerDelay = 20 * s_second }).WorstWithServer.Should().Be((36 * s_second) + (2 * 21 * s_second));

    [Test]
    public void Real_waits_stay_within_the_forecast_and_have_its_mean()
    {
        for (int seed = 1; seed <= 300; seed++)
        {
            Random random = new(seed);
            BackoffSchedule schedule = RandomPolicies.Schedule(random);
            WaitForecast[] rows = WaitForecast.Of(schedule, 6);
            double[] sums = new double[rows.Length];
            const int Runs = 400;
            for (int run = 0; run < Runs; run++)
            {
                TimeSpan previous = default, total = default;
                for (int i = 0; i < rows.Length; i++)
                {
                    previous = schedule.Delay(i + 1, previous, random.NextDouble());
                    total += previous;
                    sums[i] += previous.Ticks;
                    previous.Should().BeGreaterThanOrEqualTo(rows[i].Earliest, $"seed {seed}").And.BeLessThanOrEqualTo(rows[i].Latest, $"seed {seed}");
                    total.Should().BeGreaterThanOrEqualTo(rows[i].EarliestTotal, $"seed {seed}").And.BeLessThanOrEqualTo(rows[i].LatestTotal, $"seed {seed}");
                }
            }

            if (schedule is BackoffSchedule.CustomBackoff or BackoffSchedule.DecorrelatedBackoff) continue;
            for (int i = 0; i < rows.Length; i++)
            {
                double spread = (rows[i].Latest - rows[i].Earliest).Ticks;
                (sums[i] / Runs).Should().BeApproximately(rows[i].Average!.Value.Ticks, (0.08 * spread) + 1, $"seed {seed}");
            }
        }
    }

    [Test]
    public void The_mean_of_a_decorrelated_wait_far_from_its_cap_is_exact() =>
        WaitForecast.Of(BackoffSchedule.Decorrelated(s_second), 4).Select(r => r.Average!.Value.TotalSeconds).Should().Equal(2, 3.5, 5.75);

    [Test]
    public void What_code_computes_is_not_foretold()
    {
        WaitForecast row = WaitForecast.Of(BackoffSchedule.Custom("c", (_, _, _) => throw new InvalidOperationException(), 9 * s_second), 2)[0];

        (row.Earliest, row.Latest, row.Average).Should().Be((TimeSpan.Zero, 9 * s_second, null));
    }
}
