using WorkflowResilience.Tests.Time;
using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.Stages;

[TestFixture]
public sealed class AttemptSlotTests
{
    private const long Never = long.MaxValue;

    private readonly HandTimeProvider _time = new();
    private readonly List<Exception> _reported = [];

    [SetUp]
    public void Begin()
    {
        _time.Now = 0;
        _time.Timers.Clear();
        _reported.Clear();
    }

    [Test]
    public void A_quick_attempt_after_another_touches_no_timer()
    {
        using AttemptSlot slot = NewSlot(out HandTimeProvider.HandTimer timer);
        for (int i = 0; i < 100; i++)
        {
            _time.Now = i;
            slot.Begin(1000 + i, 50, default);
            slot.Reset(slot.End()).Should().BeTrue();
        }

        timer.Changes.Should().Be(1, "the timer armed for the first is early enough for the others");
    }

    [Test]
    public void An_earlier_deadline_brings_the_timer_forward()
    {
        using AttemptSlot slot = NewSlot(out HandTimeProvider.HandTimer timer);
        slot.Begin(1000, 50, default);
        slot.Reset(slot.End());
        slot.Begin(10, 50, default);

        timer.Due.Ticks.Should().Be(10);
        _time.Now = 10;
        timer.Fire();
        slot.Token.IsCancellationRequested.Should().BeTrue();
        slot.End().Should().Be(AttemptSlot.TimerFired);
    }

    [Test]
    public void A_timer_of_an_earlier_attempt_is_put_off_to_the_deadline_of_the_one_that_runs()
    {
        using AttemptSlot slot = NewSlot(out HandTimeProvider.HandTimer timer);
        slot.Begin(10_000, 50, default);
        slot.Reset(slot.End());
        _time.Now = 5_000;
        slot.Begin(30_000, 50, default);
        timer.Changes.Should().Be(1);

        _time.Now = 10_000;
        timer.Fire();

        slot.Token.IsCancellationRequested.Should().BeFalse();
        timer.Changes.Should().Be(2);
        timer.Due.Should().BeGreaterThanOrEqualTo(TimeSpan.FromTicks(20_000)).And.BeLessThan(TimeSpan.FromTicks(20_000) + TimeSpan.FromMilliseconds(1));
        _time.Now = 30_000;
        timer.Fire();
        slot.Token.IsCancellationRequested.Should().BeTrue();
    }

    [Test]
    public void A_timer_that_fires_between_attempts_cancels_nothing_and_the_next_arms_it_anew()
    {
        using AttemptSlot slot = NewSlot(out HandTimeProvider.HandTimer timer);
        slot.Begin(10, 50, default);
        slot.Reset(slot.End());
        _time.Now = 20;
        timer.Fire();
        timer.Changes.Should().Be(1, "nobody needs it");

        slot.Begin(30, 50, default);

        timer.Changes.Should().Be(2);
        timer.Due.Ticks.Should().Be(10);
        slot.Token.IsCancellationRequested.Should().BeFalse();
    }

    [Test]
    public void An_attempt_without_a_deadline_arms_no_timer()
    {
        using AttemptSlot slot = NewSlot(out HandTimeProvider.HandTimer timer);
        slot.Begin(Never, Never, default);
        timer.Changes.Should().Be(0);
        slot.Reset(slot.End()).Should().BeTrue();
    }

    [Test]
    public void What_fired_is_told_at_the_end_and_the_slot_is_not_used_again([Values] bool byTimer, [Values] bool byCaller)
    {
        using AttemptSlot slot = NewSlot(out HandTimeProvider.HandTimer timer);
        using var caller = new CancellationTokenSource();
        slot.Begin(10, 50, caller.Token);
        if (byTimer)
        {
            _time.Now = 10;
            timer.Fire();
        }

        if (byCaller) caller.Cancel();

        slot.Token.IsCancellationRequested.Should().Be(byTimer || byCaller);
        long fired = slot.End();
        fired.Should().Be((byTimer ? AttemptSlot.TimerFired : 0) | (byCaller ? AttemptSlot.CallerFired : 0));
        slot.Reset(fired).Should().Be(!byTimer && !byCaller);
    }

    [Test]
    public void A_caller_that_has_cancelled_already_cancels_before_the_attempt_begins()
    {
        using AttemptSlot slot = NewSlot(out _);
        slot.Begin(10, 50, new CancellationToken(canceled: true));
        slot.Token.IsCancellationRequested.Should().BeTrue();
        slot.Reset(slot.End()).Should().BeFalse();
    }

    [Test]
    public void A_caller_that_cancels_after_the_end_reaches_nobody()
    {
        using AttemptSlot slot = NewSlot(out _);
        using var caller = new CancellationTokenSource();
        slot.Begin(10, 50, caller.Token);
        slot.Reset(slot.End()).Should().BeTrue();
        slot.Begin(10, 50, default);
        caller.Cancel();

        slot.Token.IsCancellationRequested.Should().BeFalse();
        slot.End().Should().Be(0);
    }

    [Test]
    public void A_callback_that_stood_still_over_the_end_of_its_attempt_does_not_cancel_the_next()
    {
        // The callback has read the state of the first attempt and then reads the time; meanwhile that attempt ends and another begins.
        using AttemptSlot slot = NewSlot(out HandTimeProvider.HandTimer timer);
        slot.Begin(10, 50, default);
        _time.Now = 10;
        _time.OnReading = () =>
        {
            _time.OnReading = null;
            slot.Reset(slot.End()).Should().BeTrue();
            slot.Begin(100_000, 50, default);
        };
        timer.Fire();

        slot.Token.IsCancellationRequested.Should().BeFalse();
        timer.Changes.Should().BeGreaterThan(1, "the attempt that runs now still needs the timer");
        _time.Now = 100_000;
        timer.Fire();
        slot.Token.IsCancellationRequested.Should().BeTrue();
    }

    [Test]
    public async Task A_delegate_that_ends_wins_the_race_once()
    {
        AttemptSlot slot = NewSlot(out HandTimeProvider.HandTimer timer);
        slot.Begin(10, 5, default);
        var end = new TaskCompletionSource<int>();
        Task<bool> race = RaceAsync(slot, end);
        end.SetResult(1);
        (await race).Should().BeTrue();
        _time.Now = 100;
        timer.Fire();
        timer.Fire();
    }

    [Test]
    public async Task The_race_is_lost_a_grace_after_the_deadline_and_the_late_end_is_told_once([Values] bool endsBeforeItIsAskedFor)
    {
        AttemptSlot slot = NewSlot(out HandTimeProvider.HandTimer timer);
        slot.Begin(10, 5, default);
        var end = new TaskCompletionSource<int>();
        Task<bool> race = RaceAsync(slot, end);
        _time.Now = 10;
        timer.Fire();
        race.IsCompleted.Should().BeFalse();
        _time.Now = 14;
        timer.Fire();
        race.IsCompleted.Should().BeFalse();
        _time.Now = 15;
        timer.Fire();
        (await race).Should().BeFalse();

        int late = 0;
        if (endsBeforeItIsAskedFor) EndInline(end);
        slot.WhenLate(() => late++);
        if (!endsBeforeItIsAskedFor)
        {
            late.Should().Be(0);
            EndInline(end);
        }

        late.Should().Be(1);
    }

    [Test]
    public void What_a_registration_throws_goes_to_the_callback_failures()
    {
        using AttemptSlot slot = NewSlot(out HandTimeProvider.HandTimer timer);
        slot.Begin(10, 5, default);
        slot.Token.Register(() => throw new DivideByZeroException());
        _time.Now = 10;

        timer.Invoking(t => t.Fire()).Should().NotThrow();
        _reported.Should().ContainSingle();
    }

    // Test runners install a context, and continuations do not run inline under one.
    private static void EndInline(TaskCompletionSource<int> end)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        end.SetResult(1);
        SynchronizationContext.SetSynchronizationContext(context);
    }

    private static async Task<bool> RaceAsync(AttemptSlot slot, TaskCompletionSource<int> end) => await slot.Race(new ValueTask<int>(end.Task).ConfigureAwait(false).GetAwaiter());

    private AttemptSlot NewSlot(out HandTimeProvider.HandTimer timer)
    {
        var clock = new Clock(_time);
        var failures = new Failures(_reported);
        var slot = new AttemptSlot(new SlotPool(clock, failures), clock);
        timer = _time.Timers[^1];
        return slot;
    }

    private sealed class Failures(List<Exception> reported) : ICallbackFailures
    {
        public void Report(Exception exception) => reported.Add(exception);
    }
}
