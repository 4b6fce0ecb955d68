namespace WorkflowResilience.Tests.Stages;

[TestFixture]
public sealed class LatencyHistogramTests
{
    [Test]
    public void Nineteen_calls_are_too_few_for_a_quantile()
    {
        LatencyHistogram histogram = new();
        for (int i = 0; i < 19; i++) histogram.Add(100);
        histogram.Quantile(0.95).Should().BeNull();
        histogram.Add(100);
        histogram.Quantile(0.95).Should().NotBeNull();
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void A_quantile_is_never_too_short_and_at_most_an_eighth_too_long(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 50; round++)
        {
            LatencyHistogram histogram = new();
            long[] calls = [.. Enumerable.Range(0, random.Next(20, 900)).Select(_ => (long)Math.Pow(10, 1 + (random.NextDouble() * 10)))];
            foreach (long call in calls) histogram.Add(call);
            Array.Sort(calls);
            long exact = calls[(int)Math.Ceiling(0.95 * calls.Length) - 1];
            histogram.Quantile(0.95).Should().BeInRange(exact, (long)(exact * 1.125) + 1, "seed {0}, round {1}", seed, round);
        }
    }

    [Test]
    public void Old_calls_weigh_less_so_that_a_change_is_followed()
    {
        LatencyHistogram histogram = new();
        for (int i = 0; i < 5000; i++) histogram.Add(1000);
        for (int i = 0; i < 1000; i++) histogram.Add(100_000);
        histogram.Quantile(0.5).Should().BeGreaterThan(90_000);
    }

    [TestCase(long.MaxValue)]
    [TestCase(0)]
    [TestCase(1)]
    public void Extremes_are_counted(long ticks)
    {
        LatencyHistogram histogram = new();
        for (int i = 0; i < 20; i++) histogram.Add(ticks);
        histogram.Quantile(0.95).Should().BeGreaterThanOrEqualTo(ticks);
    }
}
