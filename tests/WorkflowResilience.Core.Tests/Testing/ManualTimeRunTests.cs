using System.Diagnostics;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Testing;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ManualTimeRunTests
{
    private readonly ManualTimeProvider _time = new();

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);

    [Test]
    public void Run_moves_the_time_to_where_the_body_ends_and_returns_its_result()
    {
        int thread = Environment.CurrentManagedThreadId;
        TimeSpan before = _time.Elapsed;
        int result = _time.Run(async () =>
        {
            for (int i = 0; i < 1000; i++)
            {
                await _time.DelayAsync(TimeSpan.FromHours(1));
                Environment.CurrentManagedThreadId.Should().Be(thread);
            }

            return 42;
        });
        result.Should().Be(42);
        (_time.Elapsed - before).Should().Be(TimeSpan.FromHours(1000));
        _time.PendingTimers.Should().Be(0);
    }

    [Test]
    public void Run_takes_every_shape_of_body()
    {
        _time.Run(async () => await _time.DelayAsync(S(1)));
        _time.Run(() => _time.DelayAsync(S(1)));
        _time.Run(() => new ValueTask(_time.DelayAsync(S(1))));
        _time.Run(() => Task.FromResult(1)).Should().Be(1);
        _time.Run(() => new ValueTask<int>(2)).Should().Be(2);
        _time.Run(TaskBody);
        _time.Run(ValueTaskBody).Should().Be(3);

        Task TaskBody() => _time.DelayAsync(S(1));
        ValueTask<int> ValueTaskBody() => new(3);
    }

    [Test]
    public void Concurrent_waits_interleave_in_the_same_order_each_time()
    {
        List<string> first = Play(), second = Play();
        first.Should().Equal(second).And.HaveCount(300);

        static List<string> Play()
        {
            var time = new ManualTimeProvider();
            var log = new List<string>();
            time.Run(() => Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
            {
                for (int step = 0; step < 3; step++)
                {
                    await time.DelayAsync(TimeSpan.FromSeconds(1 + (i * 7 % 5)));
                    log.Add($"{i}.{step}@{time.Elapsed}");
                }
            })));
            return log;
        }
    }

    [Test]
    public void A_body_that_waits_for_something_outside_the_clock_is_told_so()
    {
        var never = new TaskCompletionSource();
        _time.Invoking(t => t.Run(async () =>
        {
            await t.DelayAsync(S(5));
            await never.Task;
        })).Should().Throw<InvalidOperationException>().WithMessage("*has not ended after 00:00:05*outside this clock*Task.Delay*");
        _time.Invoking(t => t.Advance(S(1))).Should().NotThrow("a failed run must give the time free");
    }

    [Test]
    public void A_body_without_an_end_is_stopped_at_the_limit()
    {
        var time = new ManualTimeProvider { RunLimit = TimeSpan.FromDays(2) };
        time.Invoking(t => t.Run(async () =>
        {
            while (true) await t.DelayAsync(S(3600));
        })).Should().Throw<InvalidOperationException>().WithMessage("*has not ended within 2.00:00:00*RunLimit*");
        time.Elapsed.Should().Be(TimeSpan.FromDays(2));
        new ManualTimeProvider().RunLimit.Should().Be(TimeSpan.FromDays(1000));
    }

    [Test]
    public void A_loop_that_never_moves_the_time_is_stopped()
    {
        ITimer? timer = null;
        timer = _time.CreateTimer(_ => timer!.Change(TimeSpan.Zero, TimeSpan.Zero), null, TimeSpan.Zero, TimeSpan.Zero);
        _time.Invoking(t => t.Advance(S(1))).Should().Throw<InvalidOperationException>().WithMessage("*wait of zero*");
        timer.Dispose();
    }

    [Test]
    public void The_bodys_exception_arrives_as_it_is()
    {
        var error = new FormatException("as it is");
        _time.Invoking(t => t.Run(async () =>
        {
            await t.DelayAsync(S(1));
            throw error;
        })).Should().Throw<FormatException>().Which.Should().BeSameAs(error);
        _time.Invoking(t => t.Run(Synchronous)).Should().Throw<FormatException>().Which.Should().BeSameAs(error);

        Task<int> Synchronous() => throw error;
    }

    [Test]
    public void The_bodys_cancellation_arrives_with_its_token()
    {
        using var source = new CancellationTokenSource();
        _time.Invoking(t => t.Run(async () =>
        {
            using ITimer timer = t.CreateTimer(_ => source.Cancel(), null, S(3), TimeSpan.Zero);
            await t.DelayAsync(Timeout.InfiniteTimeSpan, source.Token);
        })).Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
        _time.PendingTimers.Should().Be(0);
    }

    [Test]
    public void The_synchronization_context_is_absent_inside_and_restored_after()
    {
        var context = new SynchronizationContext();
        SynchronizationContext? previous = SynchronizationContext.Current, inside = context;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            _time.Run(() =>
            {
                inside = SynchronizationContext.Current;
                return Task.CompletedTask;
            });
            inside.Should().BeNull();
            SynchronizationContext.Current.Should().BeSameAs(context);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }
    }

    [Test]
    public void A_cancelled_delay_continues_inline_on_the_cancelling_thread_and_leaves_no_timer()
    {
        using var source = new CancellationTokenSource();
        int continuedOn = 0;
        _time.Run(() =>
        {
            Task wait = Wait();
            _time.PendingTimers.Should().Be(1);
            source.Cancel();
            continuedOn.Should().Be(Environment.CurrentManagedThreadId);
            wait.IsCompletedSuccessfully.Should().BeTrue();
            _time.PendingTimers.Should().Be(0);
            return wait;
        });

        async Task Wait()
        {
            try
            {
                await _time.DelayAsync(S(1), source.Token);
            }
            catch (OperationCanceledException)
            {
                continuedOn = Environment.CurrentManagedThreadId;
            }
        }
    }

    [Test]
    public void A_delay_of_zero_has_ended_and_a_cancelled_token_wins_over_it()
    {
        _time.DelayAsync(TimeSpan.Zero).IsCompletedSuccessfully.Should().BeTrue();
        _time.DelayAsync(TimeSpan.Zero, new CancellationToken(true)).IsCanceled.Should().BeTrue();
        _time.DelayAsync(S(-5)).IsFaulted.Should().BeTrue();
    }

    [Test]
    public void Waits_of_the_framework_with_this_provider_end_inside_a_run()
    {
        _time.Run(async () =>
        {
            await Task.Delay(S(60), _time);
            using var source = new CancellationTokenSource(S(60), _time);
            Func<Task> wait = () => new TaskCompletionSource().Task.WaitAsync(S(30), _time);
            await wait.Should().ThrowAsync<TimeoutException>();
        });
        _time.Elapsed.Should().BeGreaterOrEqualTo(S(90));
    }

    [Test]
    public void Many_concurrent_bodies_run_fast_enough_to_simulate_an_outage()
    {
        long start = Stopwatch.GetTimestamp();
        _time.Run(() => Task.WhenAll(Enumerable.Range(0, 100_000).Select(async i =>
        {
            for (int n = 0; n < 5; n++) await _time.DelayAsync(TimeSpan.FromMilliseconds(1 + (i % 997)));
        })));
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        TestContext.Out.WriteLine($"500,000 waits of 100,000 bodies in {took.TotalMilliseconds:F0} ms");
        took.Should().BeLessThan(S(30));
    }
}
