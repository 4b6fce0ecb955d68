using System.Globalization;

namespace WorkflowResilience.Tests.Backoff;

/// <summary>Waits computed by hand, in seconds.</summary>
[TestFixture]
public sealed class BackoffGoldenTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private static IEnumerable<TestCaseData> Bare()
    {
        yield return Case("fixed", BackoffSchedule.Fixed(2 * s_second), "2 2 2 2 2");
        yield return Case("fixed above its cap", BackoffSchedule.Fixed(2 * s_second) with { Max = s_second }, "1 1 1");
        yield return Case("linear", BackoffSchedule.Linear(30 * s_second), "30 60 90 120");
        yield return Case("linear to a cap", BackoffSchedule.Linear(30 * s_second, 100 * s_second), "30 60 90 100 100");
        yield return Case("exponential", BackoffSchedule.Exponential(30 * s_second, jitter: Jitter.None), "30 60 120 240 480 960");
        yield return Case("exponential to a cap", BackoffSchedule.Exponential(30 * s_second, max: 300 * s_second, jitter: Jitter.None), "30 60 120 240 300 300");
        yield return Case("exponential by 1.5", BackoffSchedule.Exponential(s_second, 1.5, jitter: Jitter.None), "1 1.5 2.25 3.375 5.0625 7.59375 11.390625");
        yield return Case("exponential by 3", BackoffSchedule.Exponential(s_second, 3, jitter: Jitter.None), "1 3 9 27 81 243 729 2187");
        yield return Case("exponential by 1.15", BackoffSchedule.Exponential(10 * s_second, 1.15, jitter: Jitter.None), "10 11.5 13.225 15.20875 17.4900625");
        yield return Case("exponential by 1.1", BackoffSchedule.Exponential(10 * s_second, 1.1, jitter: Jitter.None), "10 11 12.1 13.31 14.641");
        yield return Case("fibonacci", BackoffSchedule.Fibonacci(s_second, jitter: Jitter.None), "1 1 2 3 5 8 13 21 34 55");
        yield return Case("fibonacci to a cap", BackoffSchedule.Fibonacci(2 * s_second, 7 * s_second, Jitter.None), "2 2 4 6 7 7");
        yield return Case("a table", BackoffSchedule.Table(s_second, 5 * s_second, 2 * s_second), "1 5 2 2 2");
        yield return Case("a table to a cap", BackoffSchedule.Table(s_second, 5 * s_second, 2 * s_second) with { Max = 4 * s_second }, "1 4 2 2");
        yield return Case("code", BackoffSchedule.Custom("squares", (attempt, _, _) => attempt * attempt * s_second, 10 * s_second), "1 4 9 10");
        yield return Case("code that gives less than nothing", BackoffSchedule.Custom("minus", (_, _, _) => -s_second), "0 0");
    }

    [TestCaseSource(nameof(Bare))]
    public void A_schedule_without_jitter_gives_exactly_these_waits(BackoffSchedule schedule, string seconds)
    {
        TimeSpan[] expected = Seconds(seconds);

        for (int attempt = 1; attempt <= expected.Length; attempt++) schedule.Delay(attempt, TimeSpan.Zero, 0.7).Should().Be(expected[attempt - 1], $"attempt {attempt}");
    }

    // Of 10 s and, at the third attempt, 40 s under a cap of 40 s.
    [TestCase("None", 0.0, "10 40")]
    [TestCase("None", 0.75, "10 40")]
    [TestCase("Full", 0.0, "0 0")]
    [TestCase("Full", 0.25, "2.5 10")]
    [TestCase("Full", 0.75, "7.5 30")]
    [TestCase("Equal", 0.0, "5 20")]
    [TestCase("Equal", 0.25, "6.25 25")]
    [TestCase("Equal", 0.75, "8.75 35")]
    [TestCase("Proportional", 0.0, "8 32")]
    [TestCase("Proportional", 0.25, "9 34")]
    [TestCase("Proportional", 0.5, "10 36")]
    [TestCase("Proportional", 0.75, "11 38")]
    public void A_jitter_draws_from_its_range_after_the_cap_has_cut_it(string jitter, double u, string seconds)
    {
        BackoffSchedule schedule = BackoffSchedule.Exponential(10 * s_second, max: 40 * s_second, jitter: Named(jitter, 0.2));

        new[] { schedule.Delay(1, TimeSpan.Zero, u), schedule.Delay(3, TimeSpan.Zero, u) }.Should().Equal(Seconds(seconds));
    }

    [TestCase(0, 0.0, 2)]
    [TestCase(0, 0.5, 4)]
    [TestCase(0, 0.75, 5)]
    [TestCase(1, 0.5, 4)]
    [TestCase(4, 0.0, 2)]
    [TestCase(4, 0.5, 7)]
    [TestCase(10, 0.5, 11)]
    [TestCase(20, 0.5, 11)]
    public void A_decorrelated_wait_lies_between_the_first_and_three_times_the_one_before(int previous, double u, double seconds) =>
        BackoffSchedule.Decorrelated(2 * s_second, 20 * s_second).Delay(5, previous * s_second, u).Should().Be(TimeSpan.FromSeconds(seconds));

    [Test]
    public void What_a_factory_leaves_open_is_as_documented()
    {
        BackoffSchedule.Fixed(s_second).Jitter.Should().Be(Jitter.None);
        BackoffSchedule.Linear(s_second).Jitter.Should().Be(Jitter.None);
        BackoffSchedule.Table(s_second).Jitter.Should().Be(Jitter.None);
        BackoffSchedule.Exponential(s_second).Should().Be(new BackoffSchedule.ExponentialBackoff(s_second, 2) { Jitter = Jitter.Full, Max = TimeSpan.FromDays(30) });
        BackoffSchedule.Fibonacci(s_second).Jitter.Should().Be(Jitter.Full);
    }

    [Test]
    public void Doubling_thirty_seconds_is_exact_up_to_the_cap()
    {
        BackoffSchedule schedule = BackoffSchedule.Exponential(30 * s_second, jitter: Jitter.None);
        long ticks = 300_000_000;
        for (int attempt = 1; ticks < BackoffSchedule.Longest.Ticks; attempt++, ticks *= 2) schedule.Delay(attempt, TimeSpan.Zero, 0).Ticks.Should().Be(ticks);
    }

    private static Jitter Named(string name, double share) => name switch
    {
        "Full" => Jitter.Full,
        "Equal" => Jitter.Equal,
        "Proportional" => Jitter.Proportional(share),
        _ => Jitter.None,
    };

    private static TimeSpan[] Seconds(string text) => [.. text.Split(' ').Select(s => TimeSpan.FromSeconds(double.Parse(s, CultureInfo.InvariantCulture)))];

    private static TestCaseData Case(string name, BackoffSchedule schedule, string seconds) => new TestCaseData(schedule, seconds).SetArgDisplayNames(name);
}
