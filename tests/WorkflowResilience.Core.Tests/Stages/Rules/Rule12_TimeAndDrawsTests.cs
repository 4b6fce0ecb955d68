using System.Collections.Concurrent;
using WorkflowResilience.Testing;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule12_TimeAndDrawsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [TestCase(-400)]
    [TestCase(0.01)]
    [TestCase(4000)]
    public void The_wall_clock_may_jump_at_any_moment_and_nothing_changes(double days)
    {
        (string undisturbed, TimeSpan took) = Story(null);
        (string jumped, TimeSpan tookToo) = Story(TimeSpan.FromDays(days));
        undisturbed.Should().Contain("CircuitChanged").And.Contain("attempt-timeout").And.Contain("RetryScheduled");
        jumped.Should().Be(undisturbed);
        tookToo.Should().Be(took);

        static (string Events, TimeSpan Took) Story(TimeSpan? jump)
        {
            using var w = new Workbench(
                Plain with { AttemptTimeout = S(5), TotalTimeout = S(100), CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 3 } }, watched: ResilienceEventKinds.All);
            using ITimer? jumper = jump is { } by
                ? w.Time.CreateTimer(_ => w.Time.JumpWallClock(w.Time.GetUtcNow().Year is > 2000 and < 5000 && w.Time.Elapsed.Ticks % 2 == 0 ? by : -by), null, S(0.7), S(0.7))
                : null;
            RunSummary summary = w.Time.Run(() => w.Runner.TryRunAsync("r", async run =>
            {
                int calls = 0;
                await run.TryStageAsync("Work", async ct =>
                {
                    if (++calls == 2) await w.Time.DelayAsync(S(60), ct);
                    else throw new IOException("x");
                });
                await run.TryStageAsync("Work", _ => default);
                await w.Time.DelayAsync(S(60));
                await run.StageAsync("Work", ct => new ValueTask(w.Time.DelayAsync(S(2), ct)));
                calls = -1;
                await run.TryStageAsync("Work", ct => ++calls == 0 ? new ValueTask(w.Time.DelayAsync(S(60), ct)) : throw StageFailure.Of(FailureKind.Timeout, "attempt-timeout"));
            }));
            return (w.Seen.ToString(), summary.Duration);
        }
    }

    [Test]
    public void Waits_are_exact_in_virtual_time()
    {
        using var w = new Workbench(
            Plain with { MaxAttempts = 5, Backoff = BackoffSchedule.Table(S(0.001), S(3), TimeSpan.FromTicks(1), TimeSpan.FromDays(30)) }, watched: ResilienceEventKinds.AttemptStarted);
        w.Try(_ => throw new IOException("x")).Attempts.Should().Be(5);
        long[] starts = [.. w.Seen.Events.Select(e => e.Timestamp)];
        starts.Zip(starts.Skip(1), (a, b) => b - a).Should().Equal(S(0.001).Ticks, S(3).Ticks, 1, TimeSpan.FromDays(30).Ticks);
    }

    [Test]
    public void Time_limits_are_exact_in_virtual_time()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1, AttemptTimeout = TimeSpan.FromTicks(12_345_678), AbandonGrace = TimeSpan.FromTicks(7_654_321) });
        w.Try(new ScriptedStage(w.Time, Step.HangIgnoringCancellation()).RunAsync).Reason.Should().Be(StageReason.Abandoned);
        w.Time.Elapsed.Should().Be(S(2) - TimeSpan.FromTicks(1));
    }

    [Test]
    public void A_wait_that_ends_by_its_timer_goes_on_inline_on_the_timers_thread()
    {
        var time = new HandTimers();
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            o.TimeProvider = time;
            o.Policies["Work"] = Plain;
        });
        int thread = 0, calls = 0;
        ValueTask<StageOutcome> running = runner["Work"].TryRunAsync(_ =>
        {
            if (++calls == 1) throw new IOException("x");
            thread = Environment.CurrentManagedThreadId;
            return default;
        });
        running.IsCompleted.Should().BeFalse();
        time.Advance(S(1));
        running.IsCompleted.Should().BeTrue("the retry ran before the timer's callback returned");
        thread.Should().Be(Environment.CurrentManagedThreadId);
        running.GetAwaiter().GetResult().Attempts.Should().Be(2);
    }

    [Test]
    public void A_timer_that_fires_too_early_does_not_shorten_the_wait()
    {
        var time = new HandTimers();
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            o.TimeProvider = time;
            o.Policies["Work"] = Plain with { MaxAttempts = 2 };
        });
        int calls = 0;
        ValueTask<StageOutcome> running = runner["Work"].TryRunAsync(_ => ++calls == 1 ? throw new IOException("x") : default);
        time.FireEarly(S(0.999));
        calls.Should().Be(1);
        time.Advance(S(0.002));
        calls.Should().Be(2);
        running.GetAwaiter().GetResult().IsSuccess.Should().BeTrue();
    }

    public enum WaitFor
    {
        Backoff,
        Bulkhead,
        HostRetry,
    }

    [Test]
    public void Whoever_cancels_a_wait_does_not_run_the_waiters_code([Values] WaitFor what)
    {
        StagePolicy policy = Plain with { Backoff = BackoffSchedule.Fixed(what == WaitFor.Backoff ? TimeSpan.FromDays(1) : TimeSpan.Zero), Bulkhead = new BulkheadPolicy { MaxConcurrent = what == WaitFor.Bulkhead ? 1 : 9, MaxQueued = 9 } };
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            o.MaxConcurrentRetries = 1;
            o.Policies["Work"] = policy;
        });
        using var caller = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        var holding = new TaskCompletionSource();
        if (what != WaitFor.Backoff)
        {
            int calls = 0;
            _ = runner["Work"].TryRunAsync(_ => what == WaitFor.HostRetry && ++calls == 1 ? throw new IOException("x") : holding.Task).AsTask();
        }

        Task waiter = WaiterAsync();
        Task cancel = Task.Run(caller.Cancel);
        entered.Wait(s_patience).Should().BeTrue("the waiter goes on");
        cancel.Wait(s_patience).Should().BeTrue("Cancel() returns although the waiter's code blocks");
        release.Set();
        waiter.Wait(s_patience).Should().BeTrue();
        holding.SetResult();

        async Task WaiterAsync()
        {
            StageOutcome outcome = await runner["Work"].TryRunAsync(_ => throw new IOException("x"), caller.Token).ConfigureAwait(false);
            entered.Set();
            release.Wait(s_patience);
            outcome.Kind.Should().Be(StageOutcomeKind.Cancelled);
        }
    }

    [Test]
    public void Whoever_leaves_a_bulkhead_does_not_run_the_next_ones_code()
    {
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Work"] = Plain with { Bulkhead = new BulkheadPolicy { MaxConcurrent = 1, MaxQueued = 1 } });
        var holding = new TaskCompletionSource();
        using var release = new ManualResetEventSlim();
        Task first = runner["Work"].RunAsync(_ => holding.Task).AsTask();
        Task next = runner["Work"].RunAsync(_ =>
        {
            release.Wait(s_patience);
            return default(ValueTask);
        }).AsTask();
        Task end = Task.Run(() => holding.SetResult());
        end.Wait(s_patience).Should().BeTrue("the leaver is not held up by the one it lets in");
        first.Wait(s_patience).Should().BeTrue();
        release.Set();
        next.Wait(s_patience).Should().BeTrue();
    }

    [Test]
    public void The_same_seed_makes_the_same_waits_in_any_order_of_runs()
    {
        Dictionary<string, TimeSpan[]> forwards = Waits(7, Enumerable.Range(0, 40), together: false), backwards = Waits(7, Enumerable.Range(0, 40).Reverse(), together: false), together = Waits(7, Enumerable.Range(0, 40), together: true);
        backwards.Should().BeEquivalentTo(forwards);
        together.Should().BeEquivalentTo(forwards);
        forwards.Values.SelectMany(w => w).Distinct().Count().Should().BeGreaterThan(100, "runs do not wait in step");
        Dictionary<string, TimeSpan[]> other = Waits(8, Enumerable.Range(0, 40), together: false);
        other.Where(p => p.Value.SequenceEqual(forwards[p.Key])).Should().BeEmpty("another seed makes other waits");

        static Dictionary<string, TimeSpan[]> Waits(ulong seed, IEnumerable<int> runs, bool together)
        {
            using var w = new Workbench(
                Plain with { MaxAttempts = 4, Backoff = BackoffSchedule.Exponential(S(1)) },
                o =>
                {
                    o.Seed = seed;
                    o.MaxConcurrentRetries = 1000;
                },
                ResilienceEventKinds.RetryScheduled);
            w.Time.Run(async () =>
            {
                var all = new List<Task>();
                foreach (int run in runs)
                {
                    Task one = w.Runner.TryRunAsync($"run-{run}", async r => await r.StageAsync("Work", _ => throw new IOException("x")));
                    if (!together) await one;
                    all.Add(one);
                }

                await Task.WhenAll(all);
            });
            return w.Seen.Events.GroupBy(e => e.RunId!).ToDictionary(g => g.Key, g => g.OrderBy(e => e.Attempt).Select(e => e.Delay).ToArray());
        }
    }

    [Test]
    public void The_same_seed_makes_the_same_waits_on_real_threads()
    {
        Dictionary<string, TimeSpan[]> one = Waits(1), many = Waits(8);
        one.Should().HaveCount(64);
        many.Should().BeEquivalentTo(one);

        static Dictionary<string, TimeSpan[]> Waits(int threads)
        {
            var seen = new RecordingObserver(ResilienceEventKinds.RetryScheduled);
            using WorkflowRunner runner = WorkflowRunner.Create(o =>
            {
                o.Seed = 7;
                o.MaxConcurrentRetries = 1000;
                o.Observers.Add(seen);
                o.Policies["Work"] = Plain with { MaxAttempts = 4, Backoff = BackoffSchedule.Exponential(TimeSpan.FromMicroseconds(20)) };
            });
            var runs = new ConcurrentQueue<int>(Enumerable.Range(0, 64));
            Task[] workers = [.. Enumerable.Range(0, threads).Select(_ => Task.Run(async () =>
            {
                while (runs.TryDequeue(out int run)) await runner.TryRunAsync($"run-{run}", async r => await r.StageAsync("Work", _ => throw new IOException("x")));
            }))];
            Task.WaitAll(workers, s_patience).Should().BeTrue();
            return seen.Events.GroupBy(e => e.RunId!).ToDictionary(g => g.Key, g => g.OrderBy(e => e.Attempt).Select(e => e.Delay).ToArray());
        }
    }

    [Test]
    public void The_same_seed_makes_the_same_ids_and_keys_in_a_run()
    {
        Ids(7).Should().Be(Ids(7)).And.NotBe(Ids(8));

        static string Ids(ulong seed)
        {
            using var w = new Workbench(Plain, o => o.Seed = seed);
            return w.Time.Run(() => w.Runner.TryRunAsync("r", async r => await r.StageAsync("Work", _ => throw new IOException("x")))).Failure!.Id;
        }
    }

    /// <summary>Time whose timers fire when told, on the thread that tells; not marked as manual, so that it stands for the system's.</summary>
    private sealed class HandTimers : TimeProvider
    {
        private readonly List<HandTimer> _timers = [];
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new HandTimer(this, () => callback(state));
            _timers.Add(timer);
            timer.Change(dueTime, period);
            return timer;
        }

        internal void Advance(TimeSpan by)
        {
            _now += by.Ticks;
            foreach (HandTimer timer in _timers.ToArray()) timer.FireIfDue(_now);
        }

        /// <summary>Moves the time and fires every armed timer, due or not.</summary>
        internal void FireEarly(TimeSpan by)
        {
            _now += by.Ticks;
            foreach (HandTimer timer in _timers.ToArray()) timer.FireIfDue(long.MaxValue - 1);
        }

        private sealed class HandTimer(HandTimers owner, Action callback) : ITimer
        {
            private long _due = long.MaxValue;

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : owner._now + dueTime.Ticks;
                return true;
            }

            public void Dispose() => _due = long.MaxValue;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return default;
            }

            internal void FireIfDue(long now)
            {
                if (_due > now) return;
                _due = long.MaxValue;
                callback();
            }
        }
    }
}
