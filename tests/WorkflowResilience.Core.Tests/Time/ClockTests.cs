using WorkflowResilience.Testing;
using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.Time;

[TestFixture]
public sealed class ClockTests
{
    private static readonly TimeSpan[] s_spans =
        [TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromTicks(3), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromDays(30), TimeSpan.FromDays(400)];

    [TestCaseSource(nameof(s_spans))]
    public void A_duration_there_and_back_is_never_shorter(TimeSpan span)
    {
        foreach (long frequency in new long[] { 1000, 3_579_545, 10_000_000, 1_000_000_000 })
        {
            var clock = new Clock(new Frequency(frequency));
            long ticks = clock.Ticks(span);
            ((double)ticks / frequency).Should().BeApproximately(span.TotalSeconds, 1.0 / frequency);
            clock.Span(ticks + 1).Should().BeGreaterThanOrEqualTo(span, "frequency {0}", frequency);
            clock.Span(1).Should().BeGreaterThan(TimeSpan.Zero);
        }
    }

    [Test]
    public void A_duration_in_the_ticks_of_a_span_is_exact([Values(1L, 7L, 9_999_999L, 864_000_000_001L)] long ticks)
    {
        var clock = new Clock(new ManualTimeProvider());
        clock.Ticks(TimeSpan.FromTicks(ticks)).Should().Be(ticks);
        clock.Span(ticks).Ticks.Should().Be(ticks);
    }

    [Test]
    public void Durations_saturate_so_that_adding_them_cannot_overflow()
    {
        var clock = new Clock(new Frequency(1_000_000_000));
        long most = clock.Ticks(TimeSpan.MaxValue);
        most.Should().BePositive();
        (most + most + most).Should().BePositive();
    }

    [Test]
    public void A_jump_of_the_wall_clock_moves_nothing()
    {
        var time = new ManualTimeProvider();
        var clock = new Clock(time);
        Task<bool> wait = clock.DelayAsync(TimeSpan.FromHours(1), CancellationToken.None).AsTask();

        time.JumpWallClock(TimeSpan.FromDays(2));
        time.Advance(TimeSpan.FromMinutes(59));
        wait.IsCompleted.Should().BeFalse();
        clock.Now.Should().Be(TimeSpan.FromMinutes(59).Ticks);
    }

    [Test]
    public void A_timer_does_not_carry_its_makers_context()
    {
        var time = new ManualTimeProvider();
        var local = new AsyncLocal<string> { Value = "the maker's" };
        string? seen = "nothing";
        ITimer timer = new Clock(time).CreateTimer(_ => seen = local.Value, this);
        timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        time.Advance(TimeSpan.FromSeconds(1));

        seen.Should().NotBe("nothing");
        local.Value.Should().Be("the maker's");
        timer.Dispose();
    }

    private sealed class Frequency(long frequency) : TimeProvider
    {
        public override long TimestampFrequency => frequency;
    }
}
