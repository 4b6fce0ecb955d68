using System.Globalization;

namespace WorkflowResilience.Tests.Backoff;

[TestFixture]
public sealed class BackoffPropertyTests
{
    private const int Cases = 10_000;
    private const int Seed = 4711;

    [Test]
    public void A_wait_is_never_negative_and_never_above_the_cap() => ForAll((random, because) =>
    {
        BackoffSchedule schedule = RandomSchedule(random, RandomJitter(random));

        TimeSpan wait = schedule.Delay(RandomAttempt(random), RandomSpan(random), random.NextDouble());

        wait.Should().BeGreaterThanOrEqualTo(TimeSpan.Zero, because).And.BeLessThanOrEqualTo(schedule.Max, because);
    });

    [Test]
    public void Without_jitter_waits_grow_until_the_cap_and_stay_there() => ForAll((random, because) =>
    {
        BackoffSchedule schedule = RandomSchedule(random, Jitter.None, growingOnly: true);
        TimeSpan last = TimeSpan.Zero;
        int attempt = 1;
        for (int i = 0; i < 20; i++, attempt += random.Next(1, 1 + attempt))
        {
            TimeSpan wait = schedule.Delay(attempt, TimeSpan.Zero, 0);
            wait.Should().BeGreaterThanOrEqualTo(last, because);
            last = wait;
        }
    });

    [Test]
    public void A_jittered_wait_lies_in_the_documented_range() => ForAll((random, because) =>
    {
        Jitter jitter = RandomJitter(random);
        BackoffSchedule schedule = RandomSchedule(random, jitter);
        int attempt = RandomAttempt(random);
        double bare = (schedule with { Jitter = Jitter.None }).Delay(attempt, TimeSpan.Zero, 0).Ticks;
        (double low, double high) = jitter switch
        {
            Jitter.FullJitter => (0, bare),
            Jitter.EqualJitter => (bare / 2, bare),
            Jitter.ProportionalJitter p => (bare * (1 - p.Share), Math.Min(schedule.Max.Ticks, bare * (1 + p.Share))),
            _ => (bare, bare),
        };

        double[] waits = [.. new[] { 0, random.NextDouble(), 1 - Math.Pow(2, -53) }.Select(u => (double)schedule.Delay(attempt, TimeSpan.Zero, u).Ticks)];

        waits.Should().BeInAscendingOrder(because);
        waits[0].Should().BeApproximately(low, 2, because);
        waits[2].Should().BeApproximately(high, 2, because);
    });

    [Test]
    public void A_decorrelated_wait_lies_between_the_first_and_three_times_the_one_before() => ForAll((random, because) =>
    {
        TimeSpan first = RandomSpan(random), max = RandomSpan(random), previous = RandomSpan(random);
        BackoffSchedule schedule = BackoffSchedule.Decorrelated(first, max);
        double cap = Math.Min(max.Ticks, BackoffSchedule.Longest.Ticks);
        double low = Math.Min(first.Ticks, cap), high = Math.Min(cap, 3.0 * Math.Max(low, previous.Ticks));

        ((double)schedule.Delay(RandomAttempt(random), previous, 0).Ticks).Should().BeApproximately(low, 2, because);
        ((double)schedule.Delay(RandomAttempt(random), previous, 1 - Math.Pow(2, -53)).Ticks).Should().BeApproximately(high, 2, because);
    });

    [Test]
    public void Zero_stays_zero() => ForAll((random, because) =>
    {
        BackoffSchedule schedule = RandomSchedule(random, RandomJitter(random), TimeSpan.Zero);

        schedule.Delay(RandomAttempt(random), TimeSpan.Zero, random.NextDouble()).Should().Be(TimeSpan.Zero, because);
    });

    [Test]
    public void The_largest_values_there_are_saturate_at_the_cap()
    {
        foreach (BackoffSchedule schedule in OfEachSort(TimeSpan.MaxValue, Jitter.None, 1e300))
        {
            schedule.Delay(int.MaxValue, TimeSpan.MaxValue, 0.999).Should().BeLessThanOrEqualTo(BackoffSchedule.Longest);
            (schedule with { Max = TimeSpan.MaxValue }).Delay(int.MaxValue, TimeSpan.Zero, 0).Should().Be(BackoffSchedule.Longest);
            (schedule with { Max = TimeSpan.FromSeconds(7) }).Delay(int.MaxValue, TimeSpan.MaxValue, 0).Should().Be(TimeSpan.FromSeconds(7));
        }
    }

    [Test]
    public void Also_a_schedule_that_no_validation_would_pass_never_waits_less_than_nothing()
    {
        foreach (double factor in (double[])[double.NaN, double.NegativeInfinity, double.PositiveInfinity, -2, 0, 0.5])
        {
            foreach (TimeSpan span in (TimeSpan[])[TimeSpan.MinValue, -TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)])
            {
                foreach (BackoffSchedule schedule in OfEachSort(span, Jitter.Proportional(factor), factor))
                {
                    schedule.Delay(3, TimeSpan.MinValue, 0.5).Should().BeGreaterThanOrEqualTo(TimeSpan.Zero);
                    (schedule with { Max = TimeSpan.MinValue }).Delay(int.MinValue, TimeSpan.MinValue, 0.5).Should().Be(TimeSpan.Zero);
                }
            }
        }
    }

    [TestCase(1)]
    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(int.MinValue)]
    public void An_attempt_below_one_counts_as_the_first(int attempt) =>
        BackoffSchedule.Linear(TimeSpan.FromSeconds(2)).Delay(attempt, TimeSpan.Zero, 0).Should().Be(TimeSpan.FromSeconds(2));

    [TestCase("Full")]
    [TestCase("Equal")]
    [TestCase("Proportional")]
    [TestCase("Decorrelated")]
    public void At_the_cap_waits_are_still_spread(string jitter)
    {
        var max = TimeSpan.FromSeconds(30);
        BackoffSchedule schedule = jitter switch
        {
            "Full" => BackoffSchedule.Exponential(TimeSpan.FromSeconds(1), max: max, jitter: Jitter.Full),
            "Equal" => BackoffSchedule.Exponential(TimeSpan.FromSeconds(1), max: max, jitter: Jitter.Equal),
            "Proportional" => BackoffSchedule.Exponential(TimeSpan.FromSeconds(1), max: max, jitter: Jitter.Proportional(0.1)),
            _ => BackoffSchedule.Decorrelated(TimeSpan.FromSeconds(1), max),
        };

        TimeSpan[] waits = [.. Enumerable.Range(1, Cases).Select(run => schedule.Delay(20, max, Draw.Unit(Seed, (ulong)run, 1, 20, Draw.Backoff)))];

        waits.Distinct().Count().Should().BeGreaterThanOrEqualTo(Cases * 9 / 10);
        waits.Count(w => w == max).Should().BeLessThan(10);
        waits.Average(w => w.TotalSeconds).Should().BeApproximately(
            jitter switch { "Full" => 15, "Equal" => 22.5, "Proportional" => 28.5, _ => 15.5 }, 0.4, "the draws must fill the range evenly");
    }

    [Test]
    public void Threads_and_cultures_change_nothing()
    {
        static TimeSpan[] All() => [.. Enumerable.Range(1, 1000).Select(i =>
            RandomSchedule(new Random(i), RandomJitter(new Random(i))).Delay(i, TimeSpan.FromSeconds(i), Draw.Unit(Seed, 1, 2, i, Draw.Backoff)))];

        TimeSpan[] expected = All();
        foreach (string culture in (string[])["de-DE", "ar-SA", "tr-TR"])
        {
            TimeSpan[]? actual = null;
            Thread thread = new(() => actual = All()) { CurrentCulture = new CultureInfo(culture) };
            thread.Start();
            thread.Join();
            actual.Should().Equal(expected);
        }
    }

    private static void ForAll(Action<Random, string> property)
    {
        for (int i = 0; i < Cases; i++) property(new Random(Seed + i), $"seed {Seed + i}");
    }

    private static BackoffSchedule RandomSchedule(Random random, Jitter jitter, TimeSpan? span = null, bool growingOnly = false)
    {
        BackoffSchedule[] sorts = [.. OfEachSort(span ?? RandomSpan(random), jitter, 1 + (random.NextDouble() * random.Next(1, 20)))];
        BackoffSchedule schedule = sorts[random.Next(sorts.Length)];
        if (!growingOnly && random.Next(5) == 0) schedule = BackoffSchedule.Table(span ?? RandomSpan(random), span ?? RandomSpan(random)) with { Jitter = jitter };
        return schedule with { Max = TimeSpan.FromTicks(Math.Min(RandomSpan(random).Ticks, BackoffSchedule.Longest.Ticks)) };
    }

    private static BackoffSchedule[] OfEachSort(TimeSpan span, Jitter jitter, double factor) =>
    [
        BackoffSchedule.Fixed(span, jitter),
        BackoffSchedule.Linear(span, jitter: jitter),
        BackoffSchedule.Exponential(span, factor, jitter: jitter),
        BackoffSchedule.Fibonacci(span, jitter: jitter),
        BackoffSchedule.Table(span) with { Jitter = jitter },
    ];

    private static Jitter RandomJitter(Random random) => random.Next(4) switch
    {
        0 => Jitter.None,
        1 => Jitter.Full,
        2 => Jitter.Equal,
        _ => Jitter.Proportional(1 - random.NextDouble()),
    };

    // Every order of magnitude is as likely as another.
    private static TimeSpan RandomSpan(Random random) => TimeSpan.FromTicks(random.NextInt64() >> random.Next(62));

    private static int RandomAttempt(Random random) => Math.Max(1, random.Next() >> random.Next(31));
}
