using WorkflowResilience.Testing;
using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.Testing;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<string> _fired = [];

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);

    private ITimer Arm(string name, double due, double period = 0, Action? then = null) => _time.CreateTimer(
        _ =>
        {
            _fired.Add($"{name}@{_time.Elapsed.TotalSeconds}");
            then?.Invoke();
        },
        null, due < 0 ? Timeout.InfiniteTimeSpan : S(due), S(period));

    [Test]
    public void It_starts_at_a_known_instant_in_UTC_and_is_marked_as_manual()
    {
        _time.GetUtcNow().Should().Be(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _time.GetTimestamp().Should().Be(0);
        _time.TimestampFrequency.Should().Be(10_000_000);
        _time.LocalTimeZone.Should().Be(TimeZoneInfo.Utc);
        _time.Should().BeAssignableTo<IManualTime>();
        new ManualTimeProvider(new DateTimeOffset(2030, 5, 1, 2, 0, 0, S(7200))).GetUtcNow().Should().Be(new DateTimeOffset(2030, 5, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Test]
    public void Timestamp_and_wall_clock_move_together()
    {
        _time.Advance(S(1.5));
        _time.GetElapsedTime(0).Should().Be(S(1.5));
        _time.Elapsed.Should().Be(S(1.5));
        _time.GetUtcNow().Should().Be(new DateTimeOffset(2026, 1, 1, 0, 0, 1, 500, TimeSpan.Zero));
    }

    [Test]
    public void A_jump_of_the_wall_clock_moves_neither_timestamps_nor_timers([Values(-1000, 1000)] int seconds)
    {
        Arm("a", 5);
        _time.JumpWallClock(S(seconds));
        _time.GetUtcNow().Should().Be(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds));
        _time.GetTimestamp().Should().Be(0);
        _time.NextDue.Should().Be(S(5));
        _time.Advance(S(5));
        _fired.Should().Equal("a@5");
    }

    [Test]
    public void A_jump_out_of_the_calendar_is_refused_and_changes_nothing()
    {
        _time.Invoking(t => t.JumpWallClock(TimeSpan.FromDays(-800_000))).Should().Throw<ArgumentOutOfRangeException>();
        _time.Invoking(t => t.Advance(TimeSpan.MaxValue)).Should().Throw<ArgumentOutOfRangeException>();
        _time.Invoking(t => t.Advance(S(-1))).Should().Throw<ArgumentOutOfRangeException>();
        _time.GetUtcNow().Should().Be(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Test]
    public void Timers_fire_by_due_time_then_by_arming_with_the_clock_at_their_due_time()
    {
        Arm("late", 3);
        ITimer rearmed = Arm("rearmed", 1);
        Arm("first", 2);
        Arm("second", 2);
        rearmed.Change(S(2), TimeSpan.Zero);
        _time.Advance(S(10));
        _fired.Should().Equal("first@2", "second@2", "rearmed@2", "late@3");
        _time.Elapsed.Should().Be(S(10));
    }

    [Test]
    public void A_timer_fires_at_its_due_time_and_not_a_tick_before()
    {
        Arm("a", 1);
        _time.Advance(S(1) - TimeSpan.FromTicks(1));
        _fired.Should().BeEmpty();
        _time.Advance(TimeSpan.FromTicks(1));
        _fired.Should().Equal("a@1");
        _time.PendingTimers.Should().Be(0);
    }

    [Test]
    public void A_timer_armed_while_time_moves_fires_in_the_same_movement_if_it_falls_due_within_it()
    {
        Arm("outer", 1, then: () =>
        {
            Arm("inside", 1);
            Arm("at-the-end", 9);
            Arm("outside", 9.1);
        });
        _time.Advance(S(10));
        _fired.Should().Equal("outer@1", "inside@2", "at-the-end@10");
        _time.NextDue.Should().Be(S(0.1));
    }

    [Test]
    public void A_timer_due_at_once_fires_with_the_next_movement_even_one_of_zero()
    {
        Arm("a", 0);
        _fired.Should().BeEmpty();
        _time.NextDue.Should().Be(TimeSpan.Zero);
        _time.Advance(TimeSpan.Zero);
        _fired.Should().Equal("a@0");
    }

    [Test]
    public void A_periodic_timer_fires_at_each_period_until_it_is_disposed_by_its_own_callback()
    {
        ITimer? timer = null;
        timer = Arm("p", 1, 2, () =>
        {
            if (_fired.Count == 3) timer!.Dispose();
        });
        _time.Advance(S(100));
        _fired.Should().Equal("p@1", "p@3", "p@5");
        _time.PendingTimers.Should().Be(0);
        timer.Change(S(1), TimeSpan.Zero).Should().BeFalse();
    }

    [Test]
    public void An_infinite_timer_waits_for_a_change_and_a_change_to_infinite_disarms()
    {
        ITimer timer = Arm("a", -1);
        _time.PendingTimers.Should().Be(0);
        _time.NextDue.Should().BeNull();
        timer.Change(S(1), TimeSpan.Zero).Should().BeTrue();
        timer.Change(Timeout.InfiniteTimeSpan, TimeSpan.Zero).Should().BeTrue();
        _time.Advance(S(5));
        _fired.Should().BeEmpty();
        timer.Change(S(1), Timeout.InfiniteTimeSpan);
        _time.Advance(S(5));
        _fired.Should().Equal("a@6");
    }

    [Test]
    public void A_callback_that_changes_its_own_timer_decides_over_the_period()
    {
        ITimer? timer = null;
        timer = Arm("p", 1, 1, () => timer!.Change(_fired.Count == 1 ? S(10) : Timeout.InfiniteTimeSpan, S(1)));
        _time.Advance(S(100));
        _fired.Should().Equal("p@1", "p@11");
    }

    [Test]
    public void Times_that_a_system_timer_refuses_are_refused()
    {
        foreach (TimeSpan bad in (TimeSpan[])[TimeSpan.FromTicks(-1), TimeSpan.FromMilliseconds(-2), TimeSpan.FromMilliseconds(uint.MaxValue), TimeSpan.MaxValue])
        {
            FluentActions.Invoking(() => _time.CreateTimer(_ => { }, null, bad, TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*infinite*");
            FluentActions.Invoking(() => _time.CreateTimer(_ => { }, null, TimeSpan.Zero, bad)).Should().Throw<ArgumentOutOfRangeException>();
        }

        _time.PendingTimers.Should().Be(0);
    }

    [Test]
    public void A_callback_that_throws_stops_the_movement_at_its_due_time_and_the_rest_stays_armed()
    {
        Arm("bad", 1, then: () => throw new InvalidOperationException("bad"));
        Arm("good", 2);
        _time.Invoking(t => t.Advance(S(5))).Should().Throw<InvalidOperationException>().WithMessage("bad");
        _time.Elapsed.Should().Be(S(1));
        _time.Advance(S(1));
        _fired.Should().Equal("bad@1", "good@2");
    }

    [Test]
    public void A_callback_may_move_the_time_and_it_never_moves_back()
    {
        Arm("mover", 1, then: () => _time.Advance(S(20)));
        Arm("passed", 5);
        _time.Advance(S(10));
        _fired.Should().Equal("mover@1", "passed@5");
        _time.Elapsed.Should().Be(S(21));
    }

    [Test]
    public void A_callback_sees_the_asynchronous_locals_of_the_timers_maker()
    {
        var local = new AsyncLocal<string>();
        string? seen = null;
        local.Value = "maker";
        _time.CreateTimer(_ => seen = local.Value, null, S(1), TimeSpan.Zero);
        local.Value = "mover";
        _time.Advance(S(1));
        seen.Should().Be("maker");
        local.Value.Should().Be("mover");
    }

    [Test]
    public void Only_one_thread_at_a_time_moves_the_time()
    {
        Exception? refused = null;
        Arm("a", 1, then: () =>
        {
            var other = new Thread(() => refused = FluentActions.Invoking(() => _time.Advance(S(1))).Should().Throw<InvalidOperationException>().Which);
            other.Start();
            other.Join();
        });
        _time.Advance(S(1));
        refused!.Message.Should().Contain("one thread at a time");
        _time.Advance(S(1));
    }

    [Test]
    public void Timers_that_are_re_armed_a_million_times_keep_no_dead_entries_and_fire_once()
    {
        ITimer[] timers = [.. Enumerable.Range(0, 100).Select(i => Arm($"t{i}", 1000))];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 1_000_000; i++) timers[i % 100].Change(S(1000 + i), TimeSpan.Zero);
        (GC.GetTotalMemory(forceFullCollection: true) - before).Should().BeLessThan(100_000);
        _time.PendingTimers.Should().Be(100);
        _time.Advance(S(2_000_000));
        _fired.Should().HaveCount(100);
    }

    [Test]
    public void Two_hundred_thousand_timers_agree_with_a_sorted_list([Values(1, 2)] int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var expected = new List<(long Due, int Order)>();
        var actual = new List<(long Due, int Order)>();
        for (int i = 0; i < 200_000; i++)
        {
            int order = i;
            TimeSpan due = TimeSpan.FromTicks(random.Next(50_000));
            ITimer timer = _time.CreateTimer(_ => actual.Add((_time.GetTimestamp(), order)), null, due, TimeSpan.Zero);
            if (random.Next(4) == 0) timer.Dispose();
            else expected.Add((due.Ticks, order));
        }

        _time.Advance(S(1));
        actual.SequenceEqual(expected.OrderBy(e => e.Due).ThenBy(e => e.Order)).Should().BeTrue();
    }

    [Test]
    public void Other_threads_may_arm_and_dispose_while_time_moves_and_every_timer_left_fires_once()
    {
        const int Threads = 4, PerThread = 20_000;
        int fired = 0, live = 0;
        var threads = Enumerable.Range(0, Threads).Select(t => new Thread(() =>
        {
            for (int i = 0; i < PerThread; i++)
            {
                ITimer timer = _time.CreateTimer(_ => Interlocked.Increment(ref fired), null, Timeout.InfiniteTimeSpan, TimeSpan.Zero);
                if (i % 2 == 0) timer.Dispose();
                else Interlocked.Increment(ref live);
                timer.Change(TimeSpan.FromTicks(i), TimeSpan.Zero).Should().Be(i % 2 != 0);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        while (threads.Exists(t => t.IsAlive)) _time.Advance(TimeSpan.FromTicks(10));
        _time.Advance(S(1));
        fired.Should().Be(live).And.Be(Threads * PerThread / 2);
    }
}
