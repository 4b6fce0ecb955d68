using System.Runtime.CompilerServices;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.History;

[TestFixture]
public sealed class FrequencyWatchTests
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    private static readonly FrequencyPlan s_plan = SteadyNoise.Plan;

    [Test]
    public void A_watch_takes_200_bytes() => Unsafe.SizeOf<FrequencyWatch>().Should().Be(200);

    [Test]
    public void A_new_failure_that_comes_twenty_times_in_five_minutes_is_news()
    {
        var watch = new FrequencyWatch(2 * Day, 0);
        long[] raised = [.. Enumerable.Range(0, 20).Select(i => (2 * Day) + (i * 15_000L)).Where(t => watch.Count(t, s_plan) == RateChange.Raised)];
        raised.Should().HaveCount(1);
        watch.IsRising.Should().BeTrue();
        watch.Figures(s_plan).Should().Match<FrequencyFigures>(f => f.BaselinePerHour == 0 && f.PerHour > 0.7);
    }

    [Test]
    public void A_new_failure_that_comes_four_times_is_not_a_rise()
    {
        var watch = new FrequencyWatch(2 * Day, 0);
        for (int i = 0; i < 4; i++) watch.Count((2 * Day) + (i * 1000), s_plan).Should().Be(RateChange.None);
    }

    [Test]
    public void Nothing_rises_before_something_is_known()
    {
        var watch = new FrequencyWatch(0, 0);
        for (long time = 0; time < 3 * Hour; time += 1000) watch.Count(time, s_plan).Should().Be(RateChange.None);
        watch.Figures(s_plan).BaselinePerHour.Should().BeNull();
        watch.Figures(s_plan).PerHour.Should().BeApproximately(3600, 1);
    }

    [Test]
    public void Where_nothing_has_to_be_known_many_at_once_are_a_rise_from_the_start()
    {
        FrequencyPlan plan = (new FailureHistoryOptions() with { LearningTime = TimeSpan.Zero }).ToPlan();
        var watch = new FrequencyWatch(0, 0);
        Enumerable.Range(0, 40).Count(i => watch.Count(i * 1000L, plan) == RateChange.Raised).Should().Be(1);
    }

    [Test]
    public void What_may_have_been_forgotten_counts_as_past()
    {
        var known = new FrequencyWatch(10 * Day, 0);
        var forgotten = new FrequencyWatch(10 * Day, 5000);
        for (int i = 0; i < 20; i++)
        {
            known.Count((10 * Day) + (i * 15_000), s_plan);
            forgotten.Count((10 * Day) + (i * 15_000), s_plan);
        }

        known.IsRising.Should().BeTrue();
        forgotten.IsRising.Should().BeFalse();
    }

    [Test]
    public void A_burst_settles_when_it_is_over_and_a_higher_level_when_it_has_become_usual()
    {
        var watch = new FrequencyWatch(0, 0);
        for (long time = 0; time < 10 * Day; time += 6 * Minute) watch.Count(time, s_plan);
        for (long time = 10 * Day; time < (10 * Day) + Hour; time += Minute / 2) watch.Count(time, s_plan);
        watch.IsRising.Should().BeTrue();
        watch.Look((10 * Day) + Hour + (30 * Minute), s_plan).Should().Be(RateChange.None);
        watch.Look((10 * Day) + (3 * Hour), s_plan).Should().Be(RateChange.Settled);

        List<(long, RateChange)> changes = [];
        for (long time = 11 * Day; time < 41 * Day; time += Minute)
        {
            if (watch.Count(time, s_plan) is var change and not RateChange.None) changes.Add((time, change));
        }

        changes.Select(c => c.Item2).Should().Equal(RateChange.Raised, RateChange.Settled);
        changes[0].Item1.Should().BeLessThan((11 * Day) + Hour);
        changes[1].Item1.Should().BeInRange(13 * Day, 25 * Day);
    }

    [Test]
    public void A_rare_failure_that_came_in_a_burst_settles_within_two_days()
    {
        var watch = new FrequencyWatch(0, 0);
        for (long time = 0; time < 20 * Day; time += 10 * Hour) watch.Count(time, s_plan);
        for (int i = 0; i < 12; i++) watch.Count((20 * Day) + (i * Minute), s_plan);
        watch.IsRising.Should().BeTrue();
        watch.Look((20 * Day) + (12 * Hour), s_plan).Should().Be(RateChange.None);
        watch.Look(22 * Day, s_plan).Should().Be(RateChange.Settled);
    }

    [Test]
    public void Time_that_goes_back_or_leaps_breaks_nothing([Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        var watch = new FrequencyWatch(-5, 0);
        long time = 0;
        for (int i = 0; i < 200_000; i++)
        {
            time = random.Next(1000) switch
            {
                0 => random.NextInt64(long.MaxValue / 4),
                1 => -random.NextInt64(long.MaxValue / 4),
                2 => time + (random.Next(400) * Day),
                < 100 => time - random.Next(100_000),
                _ => time + random.Next(10_000),
            };
            watch.Count(time, s_plan);
            FrequencyFigures figures = watch.Figures(s_plan);
            double.IsFinite(figures.PerHour).Should().BeTrue("seed {0}", seed);
            (figures.PerHour >= 0 && figures.BaselinePerHour is null or >= 0).Should().BeTrue("seed {0}", seed);
        }
    }

    [Test]
    public void Windows_hold_what_a_list_of_times_says([Values(11, 12, 13)] int seed)
    {
        var random = new Random(seed);
        var watch = new FrequencyWatch(0, 0);
        List<long> times = [];
        long time = 0;
        for (int i = 0; i < 20_000; i++)
        {
            time += random.Next(50) == 0 ? random.NextInt64(40 * Hour) : random.NextInt64(10 * Minute);
            watch.Count(time, s_plan);
            times.Add(time);
            FrequencyFigures figures = watch.Figures(s_plan);
            if (time < 30 * Day || !(figures.BaselinePerHour > 5)) continue;

            // The long window begins with a step of five minutes and is not rare at such a baseline.
            long begin = ((time / (5 * Minute)) - 12) * 5 * Minute;
            long count = 0;
            for (int back = times.Count - 1; back >= 0 && times[back] >= begin; back--) count++;
            figures.PerHour.Should().BeApproximately(count * (double)Hour / (time - begin), 1e-9, "seed {0}, failure {1}", seed, i);
        }
    }
}
