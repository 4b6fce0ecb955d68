using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

[TestFixture]
public sealed class AnalysisRateTests
{
    private const long Second = 10_000_000;

    [Test]
    public void A_second_of_failures_is_let_through_at_once_and_then_the_rate()
    {
        var rate = new AnalysisRate(Second);
        long now = 7 * Second;

        Enumerable.Range(0, 150).Count(_ => rate.TryTake(now, 100)).Should().Be(100);
        Enumerable.Range(1, 1000).Count(i => rate.TryTake(now + (i * Second / 100), 100)).Should().BeInRange(999, 1000);
        rate.TryTake(now + (60 * Second), 100).Should().BeTrue();
        Enumerable.Range(0, 150).Count(_ => rate.TryTake(now + (60 * Second), 100)).Should().Be(99, "no more than a second's worth is saved");
    }

    [Test]
    public void Zero_lets_none_through_and_another_rate_is_followed_at_once()
    {
        var rate = new AnalysisRate(Second);

        rate.TryTake(0, 0).Should().BeFalse();
        rate.TryTake(Second, 5).Should().BeTrue();
        Enumerable.Range(0, 10).Count(_ => rate.TryTake(Second, 2)).Should().Be(2);
    }

    [Test]
    public void Time_that_goes_back_gives_nothing_and_takes_nothing()
    {
        var rate = new AnalysisRate(Second);
        for (int i = 0; i < 10; i++) rate.TryTake(100 * Second, 10);

        rate.TryTake(50 * Second, 10).Should().BeFalse();
        rate.TryTake(100 * Second, 10).Should().BeFalse();
        rate.TryTake(101 * Second, 10).Should().BeTrue();
    }
}
