namespace WorkflowResilience.Tests.Retry;

[TestFixture]
public sealed class AdaptiveThrottleTests
{
    private const long Second = 1000;

    private static readonly ThrottlePolicy s_policy = new() { Multiplier = 2, Window = TimeSpan.FromSeconds(120), MaxRejection = 0.9 };

    [Test]
    public void While_the_target_accepts_half_of_the_calls_nothing_is_turned_away()
    {
        AdaptiveThrottle throttle = New();
        for (int i = 0; i < 1000; i++)
        {
            throttle.TryEnter(i, 0, out double probability).Should().BeTrue();
            probability.Should().BeLessThanOrEqualTo(0.001);
            throttle.Count(i, accepted: i % 2 == 0);
        }
    }

    [Test]
    public void The_first_few_failures_turn_nothing_away()
    {
        AdaptiveThrottle throttle = New();
        for (int i = 0; i < 10; i++)
        {
            throttle.TryEnter(0, 0, out double none).Should().BeTrue();
            none.Should().Be(0);
            throttle.Count(0, accepted: false);
        }

        throttle.TryEnter(0, 0, out double probability).Should().BeFalse();
        probability.Should().Be(0.9, "10 of 11 is above the cap");
    }

    [Test]
    public void A_call_counts_when_it_is_turned_away_or_has_ended_and_not_while_it_runs()
    {
        AdaptiveThrottle throttle = New();
        for (int i = 0; i < 20; i++) throttle.TryEnter(0, 0, out _).Should().BeTrue();
        for (int i = 0; i < 10; i++) throttle.Count(0, accepted: false);
        throttle.TryEnter(0, 0, out double before).Should().BeFalse();
        throttle.TryEnter(0, 1, out double after);
        (before, after).Should().Be((0.9, 0.9));
        for (int i = 0; i < 5; i++) throttle.Count(0, accepted: true);
        throttle.TryEnter(0, 1, out double probability);
        probability.Should().BeApproximately((16 - (2.0 * 5)) / 17, 1e-9, "ten failed, one was turned away, five were accepted");
    }

    [Test]
    public void The_probability_is_that_of_the_formula()
    {
        AdaptiveThrottle throttle = New();
        for (int i = 0; i < 100; i++) throttle.Count(0, accepted: i < 20);
        throttle.TryEnter(0, 1, out double probability);
        probability.Should().BeApproximately((100 - (2.0 * 20)) / 101, 1e-9);
    }

    [Test]
    public void The_cap_lets_some_calls_through_to_a_dead_target_so_that_its_recovery_is_seen()
    {
        AdaptiveThrottle throttle = New();
        for (int i = 0; i < 10_000; i++) throttle.Count(0, accepted: false);
        throttle.TryEnter(0, 0.91, out double probability).Should().BeTrue();
        probability.Should().Be(0.9);
        throttle.TryEnter(0, 0.89, out _).Should().BeFalse();
    }

    [Test]
    public void What_is_older_than_the_window_is_forgotten()
    {
        AdaptiveThrottle throttle = New();
        for (int i = 0; i < 100; i++) throttle.Count(0, accepted: false);
        throttle.TryEnter(119 * Second, 1, out double still);
        throttle.TryEnter(240 * Second, 1, out double gone);
        (still > 0.8, gone).Should().Be((true, 0));
    }

    [Test]
    public void Other_numbers_keep_the_counts_and_another_window_starts_empty()
    {
        AdaptiveThrottle throttle = New();
        for (int i = 0; i < 100; i++) throttle.Count(0, accepted: false);
        throttle.Reconfigure(s_policy with { MaxRejection = 0.5 }, 120 * Second);
        throttle.TryEnter(0, 1, out double kept);
        throttle.Reconfigure(s_policy, 60 * Second);
        throttle.TryEnter(0, 1, out double empty);
        (kept, empty).Should().Be((0.5, 0));
    }

    [TestCase(3)]
    [TestCase(5)]
    [TestCase(10)]
    public void The_load_that_gets_through_settles_near_K_times_what_is_accepted(int offered)
    {
        // A target that accepts 100 calls a second, asked for `offered` times as many: resilience literature gives 2.00 × for K = 2, whatever is offered.
        AdaptiveThrottle throttle = new(s_policy with { MaxRejection = 0.99 }, 120 * Second);
        var random = new Random(offered);
        int through = 0;
        for (int second = 0; second < 600; second++)
        {
            int accepted = 0;
            for (int call = 0; call < 100 * offered; call++)
            {
                if (!throttle.TryEnter(second * Second, random.NextDouble(), out _)) continue;
                if (second >= 300) through++;
                throttle.Count(second * Second, accepted: accepted++ < 100);
            }
        }

        (through / 300 / 100.0).Should().BeInRange(1.9, 2.1, "seed {0}", offered);
    }

    [Test]
    public void Threads_do_not_lose_counts()
    {
        AdaptiveThrottle throttle = New();
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                throttle.Count(0, accepted: i % 4 == 0);
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        throttle.TryEnter(0, 1, out double probability);
        probability.Should().BeApproximately(20_000 / 40_001.0, 1e-9);
    }

    [Test]
    public void What_is_wrong_with_the_numbers_is_said() =>
        new StagePolicy { Throttle = new ThrottlePolicy { Multiplier = 0.5, Window = TimeSpan.FromMilliseconds(5), MinimumCalls = 0, MaxRejection = 1 }, MaxKeys = 0, Effect = StageEffect.Idempotent, Hedging = new() { Delay = -TimeSpan.FromSeconds(1), MaxHedges = 11 } }
            .Validate().Should().Equal(
                "Hedging.Delay is -1s; it must be from 0s to 1d, or null for what 95 % of the calls stay below.",
                "Hedging.MaxHedges is 11; it must be from 1 to 10.",
                "Throttle.Multiplier is 0.5; it must be from 1 to 100.",
                "Throttle.Window is 5ms; it must be from 1s to 1d.",
                "Throttle.MinimumCalls is 0; it must be from 1 to 1000000.",
                "Throttle.MaxRejection is 1; it must be from 0 to 0.99.",
                "MaxKeys is 0; it must be from 1 to 1000000.");

    private static AdaptiveThrottle New() => new(s_policy, 120 * Second);
}
