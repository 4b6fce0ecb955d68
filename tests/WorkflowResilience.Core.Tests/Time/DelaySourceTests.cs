using WorkflowResilience.Testing;
using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.Time;

[TestFixture]
public sealed class DelaySourceTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Test]
    public void A_wait_ends_when_its_time_has_passed_and_not_before()
    {
        var time = new ManualTimeProvider();
        Task<bool> wait = new Clock(time).DelayAsync(s_second, CancellationToken.None).AsTask();

        time.Advance(s_second - TimeSpan.FromTicks(1));
        wait.IsCompleted.Should().BeFalse();
        time.Advance(TimeSpan.FromTicks(1));
        wait.Result.Should().BeTrue();
    }

    [Test]
    public void No_time_to_wait_is_no_wait([Values(0, -1)] int seconds)
    {
        var time = new ManualTimeProvider();
        ValueTask<bool> wait = new Clock(time).DelayAsync(TimeSpan.FromSeconds(seconds), CancellationToken.None);

        wait.IsCompletedSuccessfully.Should().BeTrue();
        wait.Result.Should().BeTrue();
        time.PendingTimers.Should().Be(0);
    }

    [Test]
    public void A_cancelled_wait_ends_with_false_and_throws_nothing([Values] bool before)
    {
        var time = new ManualTimeProvider();
        var clock = new Clock(time);
        using var source = new CancellationTokenSource();
        if (before) source.Cancel();

        Task<bool> wait = clock.DelayAsync(s_second, source.Token).AsTask();
        source.Cancel();

        wait.Result.Should().BeFalse();
    }

    [Test]
    public void A_timer_that_comes_too_early_is_armed_for_the_rest()
    {
        var time = new HandTimeProvider();
        Task<bool> wait = new Clock(time).DelayAsync(s_second, CancellationToken.None).AsTask();
        HandTimeProvider.HandTimer timer = time.Timers.Single();

        time.Now = s_second.Ticks - 1;
        timer.Fire();

        wait.IsCompleted.Should().BeFalse();
        timer.Due.Should().Be(TimeSpan.FromMilliseconds(1), "the system's timers know no less");
        time.Now = s_second.Ticks;
        timer.Fire();
        wait.Result.Should().BeTrue();
    }

    [Test]
    public void A_source_is_used_again_and_a_late_callback_of_an_earlier_wait_does_not_end_the_next()
    {
        var time = new HandTimeProvider();
        var clock = new Clock(time);
        Task<bool> first = clock.DelayAsync(s_second, CancellationToken.None).AsTask();
        time.Now = s_second.Ticks;
        time.Timers[0].Fire();
        first.Result.Should().BeTrue();

        Task<bool> second = clock.DelayAsync(s_second, CancellationToken.None).AsTask();
        time.Timers.Should().ContainSingle("the source came from the pool");
        time.Timers[0].Fire();

        second.IsCompleted.Should().BeFalse();
        time.Now = 2 * s_second.Ticks;
        time.Timers[0].Fire();
        second.Result.Should().BeTrue();
    }

    [Test]
    public void A_source_whose_wait_was_cancelled_is_not_used_again_because_its_timer_may_still_call()
    {
        var time = new HandTimeProvider();
        var clock = new Clock(time);
        using var source = new CancellationTokenSource();
        Task<bool> first = clock.DelayAsync(s_second, source.Token).AsTask();
        source.Cancel();
        first.Result.Should().BeFalse();

        _ = clock.DelayAsync(s_second, CancellationToken.None).AsTask();

        time.Timers.Should().HaveCount(2);
        time.Timers[0].Disposed.Should().BeTrue();
    }

    [Test]
    public void Nor_one_whose_wait_was_cancelled_while_it_began()
    {
        // The timer's callback of the first wait stands between seeing that the time is up and saying so, while the wait is cancelled and a second one begins.
        var time = new HandTimeProvider();
        var clock = new Clock(time);
        _ = clock.DelayAsync(s_second, CancellationToken.None).AsTask();
        time.Now = s_second.Ticks;
        time.Timers[0].Fire();
        using var source = new CancellationTokenSource();
        using var seen = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        Thread? callback = null;
        HandTimeProvider.HandTimer timer = time.Timers[0];
        timer.OnChange = () =>
        {
            timer.OnChange = null;
            callback = new Thread(() =>
            {
                time.OnReading = () =>
                {
                    time.OnReading = null;
                    seen.Set();
                    go.Wait();
                };
                time.Now += s_second.Ticks;
                timer.Fire();
            });
            callback.Start();
            seen.Wait();
            source.Cancel();
        };
        clock.DelayAsync(s_second, source.Token).AsTask().Result.Should().BeFalse();

        Task<bool> second = clock.DelayAsync(TimeSpan.FromHours(1), CancellationToken.None).AsTask();
        go.Set();
        callback!.Join();

        second.IsCompleted.Should().BeFalse("an hour has not passed");
    }

    [Test]
    public void A_wait_that_ends_by_its_timer_continues_inline_and_one_that_is_cancelled_does_not_run_on_the_cancelling_thread()
    {
        var time = new HandTimeProvider();
        var clock = new Clock(time);
        int here = Environment.CurrentManagedThreadId;
        using var source = new CancellationTokenSource();

        Task<int> byTimer = ThreadAfterAsync(clock, CancellationToken.None);
        time.Now = s_second.Ticks;
        Context(time.Timers[0].Fire);
        Task<int> byCancellation = ThreadAfterAsync(clock, source.Token);
        Context(source.Cancel);

        byTimer.IsCompleted.Should().BeTrue("it has run inline");
        byTimer.Result.Should().Be(here);
        byCancellation.Result.Should().NotBe(here);

        static async Task<int> ThreadAfterAsync(Clock clock, CancellationToken token)
        {
            await clock.DelayAsync(s_second, token).ConfigureAwait(false);
            return Environment.CurrentManagedThreadId;
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public void On_real_threads_no_wait_ends_early_and_each_ends_once()
    {
        int seed = Environment.TickCount;
        var clock = new Clock(TimeProvider.System);
        int early = 0, cancelled = 0, elapsed = 0;
        Task[] waiters = [.. Enumerable.Range(0, 8).Select(n => Task.Run(async () =>
        {
            var random = new Random(seed + n);
            for (int i = 0; i < 150; i++)
            {
                var delay = TimeSpan.FromMicroseconds(random.Next(500, 4000));
                using var source = new CancellationTokenSource();
                if (random.Next(2) == 0) source.CancelAfter(random.Next(1, 4));
                long start = clock.Now;
                if (!await clock.DelayAsync(delay, source.Token)) Interlocked.Increment(ref cancelled);
                else if (clock.Now - start < clock.Ticks(delay)) Interlocked.Increment(ref early);
                else Interlocked.Increment(ref elapsed);
            }
        }))];
        Task.WaitAll(waiters);

        early.Should().Be(0, "seed {0}", seed);
        (cancelled + elapsed).Should().Be(8 * 150);
        cancelled.Should().BePositive();
    }

    // Test runners install a context, and continuations do not run inline under one.
    private static void Context(Action action)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
