using System.Diagnostics;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule04_AttemptTokenTests
{
    [Test]
    public void The_token_is_live_before_the_delegate_is_called([Values] bool total)
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1, AttemptTimeout = total ? null : Bench.Seconds(10), TotalTimeout = total ? Bench.Seconds(10) : null });

        bench.Try(ct =>
        {
            ct.IsCancellationRequested.Should().BeFalse();
            bench.Time.Advance(Bench.Seconds(10) - TimeSpan.FromTicks(1));
            ct.IsCancellationRequested.Should().BeFalse("a tick is left");
            bench.Time.Advance(TimeSpan.FromTicks(1));
            ct.IsCancellationRequested.Should().BeTrue();
            return default;
        });
    }

    [Test]
    public void The_token_is_linked_to_the_callers_before_the_delegate_is_called()
    {
        using var bench = new Bench(Bench.Plain with { AttemptTimeout = null });
        using var source = new CancellationTokenSource();

        bench.Try(
            ct =>
            {
                ct.IsCancellationRequested.Should().BeFalse();
                source.Cancel();
                ct.IsCancellationRequested.Should().BeTrue();
                return default;
            },
            source.Token);
    }

    [Test]
    public void A_stale_timer_of_an_earlier_attempt_does_not_cancel_a_later_one()
    {
        using var bench = new Bench(Bench.Plain);
        AttemptSlot? first = null;
        bench.Time.Run(async () =>
        {
            await bench.Stage.RunAsync(ct => new ValueTask(bench.Time.DelayAsync(Bench.Seconds(4), ct)));
            first = bench.Runner.Slots.Rent();
            bench.Runner.Slots.Return(first!);
            CancellationToken token = default;
            TimeSpan began = bench.Time.Elapsed;
            StageOutcome outcome = await bench.Stage.TryRunAsync(ct =>
            {
                token = ct;
                return new ValueTask(bench.Time.DelayAsync(Bench.Seconds(10) - TimeSpan.FromTicks(1), ct));
            });

            token.Should().Be(first!.Token, "the slot is used again, its timer armed for the attempt before");
            outcome.IsSuccess.Should().BeTrue("the timer that was armed at 0 s is due at 10 s, this attempt's at 14 s");
            (bench.Time.Elapsed - began).Should().Be(Bench.Seconds(10) - TimeSpan.FromTicks(1));
        });
    }

    [Test]
    public void A_timer_armed_for_a_later_deadline_is_brought_forward_and_one_armed_for_an_earlier_is_put_off()
    {
        foreach (double[] timeouts in new[] { new double[] { 100, 3, 50, 1 }, [1, 100, 2, 99], [5, 5, 5, 5] })
        {
            using var bench = new Bench(Bench.Plain, options =>
            {
                for (int i = 0; i < 4; i++) options.Policies[$"Stage-{i}"] = Bench.Plain with { MaxAttempts = 1, AttemptTimeout = Bench.Seconds(timeouts[i]) };
            });
            bench.Time.Run(async () =>
            {
                for (int round = 0; round < 3; round++)
                {
                    // A quick attempt first leaves its timer armed in the slot that the hanging one then uses.
                    foreach (int i in new[] { 0, 1, 2, 3 })
                    {
                        await bench.Runner[$"Stage-{(i + round) % 4}"].RunAsync(static ct => default(ValueTask));
                        TimeSpan began = bench.Time.Elapsed;
                        StageOutcome outcome = await bench.Runner[$"Stage-{i}"].TryRunAsync(ct => new ValueTask(bench.Time.DelayAsync(Timeout.InfiniteTimeSpan, ct)));
                        outcome.Reason.Should().Be(StageReason.AttemptTimeout);
                        (bench.Time.Elapsed - began).Should().Be(Bench.Seconds(timeouts[i]));
                    }
                }
            });
        }
    }

    [Test]
    public void What_a_delegate_left_registered_on_its_token_does_not_fire_for_a_later_attempt()
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1 });
        int fired = 0;
        CancellationToken left = default, later = default;

        bench.Time.Run(async () =>
        {
            await bench.Stage.RunAsync(ct =>
            {
                left = ct;
                ct.Register(() => fired++);
                return default(ValueTask);
            });
            await bench.Stage.TryRunAsync(ct =>
            {
                later = ct;
                return new ValueTask(bench.Time.DelayAsync(Timeout.InfiniteTimeSpan, ct));
            });
        });

        later.Should().Be(left, "otherwise this tests nothing");
        later.IsCancellationRequested.Should().BeTrue();
        fired.Should().Be(0);
    }

    [Test]
    public void A_callers_token_cancelled_after_its_execution_does_not_cancel_a_later_attempt()
    {
        using var bench = new Bench(Bench.Plain);
        using var old = new CancellationTokenSource();
        CancellationToken first = default;
        bench.Time.Run(async () =>
        {
            await bench.Stage.RunAsync(
                ct =>
                {
                    first = ct;
                    return default(ValueTask);
                },
                old.Token);
            await bench.Stage.RunAsync(ct =>
            {
                ct.Should().Be(first);
                old.Cancel();
                ct.IsCancellationRequested.Should().BeFalse();
                return default(ValueTask);
            });
        });
    }

    [Test]
    public void A_slot_whose_token_was_cancelled_serves_no_other_attempt([Values] bool byCaller)
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1 });
        using var source = new CancellationTokenSource();
        CancellationToken cancelled = default;

        bench.Try(
            ct =>
            {
                cancelled = ct;
                if (byCaller) source.Cancel();
                else bench.Time.Advance(Bench.Seconds(10));
                return default;
            },
            source.Token);
        bench.Try(ct =>
        {
            ct.Should().NotBe(cancelled);
            ct.IsCancellationRequested.Should().BeFalse();
            return default;
        }).IsSuccess.Should().BeTrue();
    }

    [Test]
    public void What_a_registration_on_the_token_throws_is_reported_and_hurts_nobody([Values] bool byCaller)
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1 });
        using var source = new CancellationTokenSource();

        StageOutcome outcome = bench.Try(
            ct =>
            {
                ct.Register(() => throw new DivideByZeroException());
                if (byCaller) source.Cancel();
                else bench.Time.Advance(Bench.Seconds(10));
                return default;
            },
            source.Token);

        outcome.IsSuccess.Should().BeTrue();
        bench.Runner.CallbackFailures.Should().Be(1);
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_delegate_that_spins_on_its_token_ends_at_its_timeout([Values] bool total)
    {
        using var runner = WorkflowRunner.Create(o => o.Policies["Spin"] = new StagePolicy
        {
            MaxAttempts = 1,
            AttemptTimeout = total ? null : TimeSpan.FromMilliseconds(50),
            TotalTimeout = total ? TimeSpan.FromMilliseconds(50) : null,
        });
        var watch = Stopwatch.StartNew();

        Task<StageOutcome> ended = runner["Spin"].TryRunAsync(Spin).AsTask();

        ended.IsCompleted.Should().BeTrue("it never left this thread");
        ended.Result.Reason.Should().Be(total ? StageReason.TotalTimeout : StageReason.AttemptTimeout);
        watch.Elapsed.Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(50)).And.BeLessThan(TimeSpan.FromSeconds(30));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_delegate_that_spins_on_its_token_ends_at_the_callers_cancellation()
    {
        using var runner = WorkflowRunner.Create(o => o.Policies["Spin"] = new StagePolicy { AttemptTimeout = null });
        using var source = new CancellationTokenSource();
        using var spinning = new ManualResetEventSlim();
        var canceller = new Thread(() =>
        {
            spinning.Wait();
            source.Cancel();
        });
        canceller.Start();

        StageOutcome outcome = runner["Spin"].TryRunAsync(
            ct =>
            {
                spinning.Set();
                return Spin(ct);
            },
            source.Token).AsTask().Result;

        canceller.Join();
        outcome.Kind.Should().Be(StageOutcomeKind.Cancelled);
    }

    [Test]
    [CancelAfter(120_000)]
    public void On_many_threads_no_attempt_is_cancelled_by_what_belongs_to_another()
    {
        int seed = Environment.TickCount;
        using var runner = WorkflowRunner.Create(o =>
        {
            o.Policies["Short"] = new StagePolicy { MaxAttempts = 1, AttemptTimeout = TimeSpan.FromMilliseconds(1), AbandonGrace = TimeSpan.FromMinutes(1) };
            o.Policies["Brief"] = new StagePolicy { MaxAttempts = 1, AttemptTimeout = TimeSpan.FromMilliseconds(3), AbandonGrace = TimeSpan.FromMinutes(1) };
            o.Policies["Long"] = new StagePolicy { MaxAttempts = 1, AttemptTimeout = TimeSpan.FromHours(1) };
        });
        var hammer = new SlotHammer(runner);
        Thread[] threads = [.. Enumerable.Range(0, 6).Select(n => new Thread(() => hammer.Strike(new Random(seed + n), iterations: 4000)))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        hammer.Wrong.Should().BeEmpty("seed {0}", seed);
        hammer.TimedOut.Should().BePositive("otherwise this tests nothing");
        hammer.CallerCancelled.Should().BePositive("otherwise this tests nothing");
    }

    private static ValueTask Spin(CancellationToken token)
    {
        while (!token.IsCancellationRequested) Thread.SpinWait(10);
        throw new OperationCanceledException(token);
    }
}
