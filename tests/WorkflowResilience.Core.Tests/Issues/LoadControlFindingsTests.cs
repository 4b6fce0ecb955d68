using System.Collections.Concurrent;
using System.Diagnostics;
using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Issues;

/// <summary>What a hostile reading of hedging, fallbacks, keys and throttling found, one test a finding.</summary>
[TestFixture]
public sealed class LoadControlFindingsTests
{
    private static readonly TimeSpan s_patience = S(20);

    private static readonly StagePolicy s_hedged = Plain with { MaxAttempts = 1, Effect = StageEffect.Idempotent, Hedging = new HedgingPolicy { Delay = S(2) } };

    private static readonly StagePolicy s_keyed = Plain with { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1, OpenTime = BackoffSchedule.Fixed(S(60)) }, MaxKeys = 1 };

    private static readonly Func<CancellationToken, ValueTask> s_fails = _ => throw new IOException("down");

    [Test]
    public void A_success_that_comes_second_is_written_down_once_and_as_a_success()
    {
        using var w = new Workbench(s_hedged, watched: ResilienceEventKinds.All);
        Probe first = new(good: true), second = new(good: true);
        var slow = new TaskCompletionSource<Probe>();
        int calls = 0;
        StageOutcome<Probe> outcome = w.Try<Probe>(_ =>
        {
            if (++calls == 1) return new ValueTask<Probe>(slow.Task);
            slow.SetResult(first);
            return new ValueTask<Probe>(second);
        });
        outcome.Value.Should().BeSameAs(first);
        (first.Disposals, second.Disposals).Should().Be((0, 1));
        outcome.History.Select(r => (r.Hedge, r.Outcome, r.Duration)).Should().Equal((1, AttemptOutcome.Succeeded, S(0)), (0, AttemptOutcome.Succeeded, S(2)));
        w.Seen.Of(ResilienceEventKinds.AttemptFailed).Should().BeEmpty();
        w.Seen.Of(ResilienceEventKinds.AttemptSucceeded).Should().HaveCount(2);
    }

    [Test]
    public async Task What_a_loser_does_when_it_is_cancelled_keeps_nobody_waiting()
    {
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Work"] = s_hedged with { Hedging = new HedgingPolicy { Delay = TimeSpan.FromMilliseconds(1) } });
        using var answered = new ManualResetEventSlim();
        var ended = new TaskCompletionSource<bool>();
        int calls = 0;
        int value = await Task.Run(async () => await runner["Work"].RunAsync<int>(async ct =>
        {
            if (Interlocked.Increment(ref calls) == 2) return 2;
            var stopped = new TaskCompletionSource<int>();
            await using CancellationTokenRegistration cleaning = ct.Register(() =>
            {
                ended.SetResult(answered.Wait(S(5)));
                stopped.SetResult(1);
            });
            return await stopped.Task;
        }));
        answered.Set();
        (value, await ended.Task.WaitAsync(s_patience)).Should().Be((2, true), "the winner's result is there before the loser has ended");
    }

    [Test]
    public void Calls_that_run_at_the_same_time_have_one_idempotency_key()
    {
        for (int round = 0; round < 2000; round++)
        {
            using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Work"] = Plain);
            StageExecutor work = runner["Work"];
            var items = new StageItems();
            using var start = new Barrier(2);
            string?[] keys = new string?[2];
            Thread[] threads = [.. Enumerable.Range(0, 2).Select(t => new Thread(() =>
            {
                start.SignalAndWait();
                keys[t] = items.WithKey(new CallInfo(work, null, 0, 1, default)).IdempotencyKey;
            }))];
            foreach (Thread thread in threads) thread.Start();
            foreach (Thread thread in threads) thread.Join();
            keys[0].Should().Be(keys[1], "round {0}", round);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public void An_observer_that_cannot_say_whether_it_listens_is_told_and_breaks_nothing(bool watched)
    {
        var observer = new Unsure();
        using var w = new Workbench(configure: o => o.Observers.Add(observer), watched: watched ? ResilienceEventKinds.CallbackFailed : ResilienceEventKinds.None);
        w.Try(_ => default).IsSuccess.Should().BeTrue();
        observer.Seen.Should().Contain(ResilienceEventKinds.StageSucceeded);
        w.Runner.CallbackFailures.Should().Be(1);
    }

    [Test]
    public void Calls_that_a_full_bulkhead_refuses_are_not_held_against_the_target()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1, Throttle = new ThrottlePolicy(), Bulkhead = new BulkheadPolicy { MaxConcurrent = 1, MaxQueued = 0 } });
        var slow = new TaskCompletionSource();
        w.Time.Run(async () =>
        {
            ValueTask<StageOutcome> running = w.Work.TryRunAsync(_ => slow.Task);
            for (int i = 0; i < 200; i++) (await w.Work.TryRunAsync(_ => default)).Reason.Should().Be(StageReason.BulkheadFull, "call {0}", i);
            slow.SetResult();
            (await running).IsSuccess.Should().BeTrue();
        });
        for (int i = 0; i < 50; i++) w.Try(_ => default).Reason.Should().Be(StageReason.None, "the target has refused nothing, call {0}", i);
    }

    [Test]
    public void Calls_that_an_open_circuit_refuses_are_not_held_against_the_target()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1, Throttle = new ThrottlePolicy(), CircuitBreaker = new CircuitBreakerPolicy() });
        w.Work.Circuit!.Isolate();
        for (int i = 0; i < 200; i++) w.Try(_ => default).Reason.Should().Be(StageReason.CircuitIsolated, "call {0}", i);
        w.Work.Circuit.Reset();
        for (int i = 0; i < 50; i++) w.Try(_ => default).Reason.Should().Be(StageReason.None, "the target has refused nothing, call {0}", i);
    }

    [Test]
    public void Calls_cancelled_in_the_bulkheads_line_are_not_held_against_the_target()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1, Throttle = new ThrottlePolicy(), Bulkhead = new BulkheadPolicy { MaxConcurrent = 1, MaxQueued = 1000 } });
        var slow = new TaskCompletionSource();
        w.Time.Run(async () =>
        {
            ValueTask<StageOutcome> running = w.Work.TryRunAsync(_ => slow.Task);
            for (int i = 0; i < 200; i++)
            {
                using var caller = new CancellationTokenSource();
                ValueTask<StageOutcome> queued = w.Work.TryRunAsync(_ => default, caller.Token);
                caller.Cancel();
                (await queued).Kind.Should().Be(StageOutcomeKind.Cancelled, "call {0}", i);
            }

            slow.SetResult();
            (await running).IsSuccess.Should().BeTrue();
        });
        for (int i = 0; i < 50; i++) w.Try(_ => default).Reason.Should().Be(StageReason.None, "the target has refused nothing, call {0}", i);
    }

    [Test]
    public void Hedges_that_are_not_made_are_not_held_against_the_target()
    {
        using var w = new Workbench(s_hedged with
        {
            Hedging = new HedgingPolicy { Delay = TimeSpan.Zero },
            Throttle = new ThrottlePolicy { Multiplier = 1.5 },
            Bulkhead = new BulkheadPolicy { MaxConcurrent = 1 },
        });
        for (int i = 0; i < 100; i++) w.Try(ct => new ValueTask(w.Time.DelayAsync(S(1), ct))).Reason.Should().Be(StageReason.None, "call {0}", i);
    }

    [Test]
    public void Calls_that_still_run_are_not_held_against_the_target()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1, Throttle = new ThrottlePolicy() });
        StageOutcome[] outcomes = w.Time.Run(() => Task.WhenAll(Enumerable.Range(0, 200).Select(_ => w.Work.TryRunAsync(ct => new ValueTask(w.Time.DelayAsync(S(1), ct))).AsTask())));
        outcomes.Should().OnlyContain(o => o.IsSuccess, "a healthy target is called often after a quiet time");
    }

    [Test]
    public void A_bad_result_that_nobody_gets_because_its_fallback_was_cancelled_is_disposed()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1, Conditions = [Probe.IsBad] });
        using var caller = new CancellationTokenSource();
        Probe during = new(), before = new();
        StageFallback<Probe> cancelling = StageFallback.Of<Probe>("cancelled", (_, ct) =>
        {
            caller.Cancel();
            ct.ThrowIfCancellationRequested();
            return default;
        });
        w.Time.Run(() => w.Work.TryRunAsync(_ => new ValueTask<Probe>(during), [cancelling], caller.Token)).Kind.Should().Be(StageOutcomeKind.Cancelled);
        during.Disposals.Should().Be(1);

        using var other = new CancellationTokenSource();
        StageFallback<Probe> asking = StageFallback.Value<Probe>("no", before) with
        {
            When = _ =>
            {
                other.Cancel();
                return true;
            },
        };
        w.Time.Run(() => w.Work.TryRunAsync(_ => new ValueTask<Probe>(before), [asking], other.Token)).Kind.Should().Be(StageOutcomeKind.Cancelled);
        before.Disposals.Should().Be(1);
    }

    [Test]
    public void A_key_that_was_given_up_still_shows_and_obeys_its_circuit_and_policy()
    {
        using var w = new Workbench(s_keyed);
        StageExecutor held = w.Work.For("a");
        w.Work.For("b");
        held.Circuit.Should().NotBeNull();
        held.Circuit!.Isolate();
        w.Time.Run(() => held.TryRunAsync(_ => default)).Reason.Should().Be(StageReason.CircuitIsolated);
        w.Runner.TryReconfigure("Work", s_keyed with { MaxAttempts = 9, MaxKeys = 2 }, out _).Should().BeTrue();
        held.Policy.MaxAttempts.Should().Be(9);
    }

    [Test]
    public void A_failure_of_a_call_that_outlived_its_key_still_opens_the_keys_circuit()
    {
        using var w = new Workbench(s_keyed with { MaxAttempts = 3, CircuitBreaker = s_keyed.CircuitBreaker! with { ConsecutiveFailures = 2 } });
        StageExecutor held = w.Work.For("a");
        int calls = 0;
        w.Time.Run(() => held.TryRunAsync(_ =>
        {
            if (++calls == 1) w.Work.For("b");
            throw new IOException("down");
        }));
        calls.Should().Be(2);
        w.Work.For("a").Circuit!.State.Should().Be(CircuitState.Open);
        w.Time.Run(() => w.Work.For("a").TryRunAsync(_ => default)).Reason.Should().Be(StageReason.CircuitOpen);
    }

    [Test]
    public void Fewer_keys_after_a_reload_are_kept_from_the_next_new_key_on()
    {
        using var w = new Workbench(s_keyed with { MaxKeys = 10 });
        for (int i = 0; i < 10; i++) w.Work.For($"k{i}");
        w.Runner.TryReconfigure("Work", s_keyed with { MaxKeys = 3 }, out _).Should().BeTrue();
        w.Work.For("new");
        w.Work.Keys.Should().Equal("k8", "k9", "new");
    }

    [Test]
    public void A_key_that_is_not_kept_follows_the_stages_policy_too()
    {
        using var w = new Workbench(s_keyed);
        w.Time.Run(() => w.Work.For("bad").TryRunAsync(s_fails));
        StageExecutor guest = w.Work.For("guest");
        w.Work.KeysNotKept.Should().Be(1);
        w.Runner.TryReconfigure("Work", s_keyed with { MaxAttempts = 3, CircuitBreaker = null }, out _).Should().BeTrue();
        guest.Policy.MaxAttempts.Should().Be(3);
        w.Time.Run(() => guest.TryRunAsync(s_fails)).Attempts.Should().Be(3);
    }

    [Test]
    public void A_lifecycle_keeps_its_grace_when_the_key_is_given_up_meanwhile()
    {
        StageExecutor? work = null;
        using var caller = new CancellationTokenSource();
        var lifecycle = new Slow();
        using var w = new Workbench(s_keyed with { AbandonGrace = S(5) }, o =>
        {
            o.Lifecycle = lifecycle;
            o.MaxLifecycleTime = S(30);
        });
        lifecycle.Time = w.Time;
        work = w.Work;
        StageOutcome outcome = w.Time.Run(() => work.For("a").TryRunAsync(_ =>
        {
            work.For("b");
            return default;
        }));
        outcome.IsSuccess.Should().BeTrue();
        lifecycle.Ended.Should().BeTrue("it obeyed its token a second later, within the grace");
    }

    [Test]
    public async Task A_listener_of_spans_that_throws_changes_no_outcome()
    {
        using var w = new Workbench();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "WorkflowResilience",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ => throw new InvalidOperationException("exporter"),
        };
        ActivitySource.AddActivityListener(listener);
        (await w.Work.TryRunAsync(_ => new ValueTask<int>(1))).Value.Should().Be(1);
    }

    [Test]
    public async Task Unit_tests_see_fallbacks_work()
    {
        StageOutcome<int> outcome = await WorkflowRunner.PassThrough["X"].TryRunAsync<int>(_ => throw new IOException("x"), [StageFallback.Value("f", 3)]);
        outcome.Value.Should().Be(3);
    }

    private sealed class Unsure : IResilienceObserver
    {
        internal ConcurrentQueue<ResilienceEventKinds> Seen { get; } = new();

        public ResilienceEventKinds Interests => ResilienceEventKinds.StageSucceeded;

        public bool IsListening => throw new InvalidOperationException("asked too often");

        public void OnEvent(in ResilienceEvent resilienceEvent) => Seen.Enqueue(resilienceEvent.Kind);
    }

    private sealed class Slow : IStageLifecycle
    {
        internal ManualTimeProvider Time { get; set; } = null!;

        internal bool Ended { get; private set; }

        public ValueTask OnStageStartingAsync(WorkflowStage stage, WorkflowRun? run, CancellationToken cancellationToken) => default;

        public async ValueTask OnStageEndedAsync(StageReport report, WorkflowRun? run, CancellationToken cancellationToken)
        {
            try
            {
                await Time.DelayAsync(S(3600), cancellationToken);
            }
            catch (OperationCanceledException)
            {
                await Time.DelayAsync(S(1), CancellationToken.None);
                Ended = true;
            }
        }
    }
}
