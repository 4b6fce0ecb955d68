using WorkflowResilience.Testing;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule15_HedgingTests
{
    private static readonly StagePolicy s_hedged = Plain with { MaxAttempts = 1, AbandonGrace = S(5), Effect = StageEffect.Idempotent, Hedging = new HedgingPolicy { Delay = S(2) } };

    [TestCase(StageEffect.Unknown)]
    [TestCase(StageEffect.NotIdempotent)]
    public void A_stage_that_does_not_say_that_it_is_idempotent_is_not_hedged(StageEffect effect) =>
        (s_hedged with { Effect = effect }).Validate().Should().Equal(
            $"Hedging runs the delegate more than once at the same time, but Effect is {effect}; say Effect = Idempotent if that is harmless, or remove Hedging.");

    [Test]
    public void A_call_that_answers_within_the_delay_stays_alone()
    {
        using var w = new Workbench(s_hedged);
        ScriptedStage<int> script = Script(w, Step.Delay(S(1.9), Step.Succeed(7)));
        StageOutcome<int> outcome = w.Try(script.RunAsync);
        (outcome.Value, script.Calls.Count, w.Time.Elapsed).Should().Be((7, 1, S(1.9)));
        outcome.History.Should().BeEmpty();
    }

    [Test]
    public void The_faster_of_two_calls_answers_at_once_and_the_slower_is_cancelled_and_not_waited_for()
    {
        using var w = new Workbench(s_hedged, watched: ResilienceEventKinds.All);
        ScriptedStage<int> script = Script(w, Step.HangIgnoringCancellation<int>(Step.Succeed(1)), Step.Delay(S(1), Step.Succeed(2)));
        StageOutcome<int> outcome = w.Try(script.RunAsync);
        (outcome.Value, outcome.Attempts, w.Time.Elapsed).Should().Be((2, 1, S(3)));
        script.Calls[0].Token.IsCancellationRequested.Should().BeTrue("the loser is cancelled");
        outcome.History.Select(r => (r.Attempt, r.Hedge, r.Outcome)).Should().Equal((1, 0, AttemptOutcome.Cancelled), (1, 1, AttemptOutcome.Succeeded));
        outcome.History.Select(r => (r.Start, r.Duration)).Should().Equal((S(0), S(3)), (S(2), S(1)));
        w.Seen.Of(ResilienceEventKinds.HedgeStarted).Should().ContainSingle();
        w.Inline(() => script.Release());
    }

    [Test]
    public void The_first_call_may_still_win()
    {
        using var w = new Workbench(s_hedged);
        ScriptedStage<int> script = Script(w, Step.Delay(S(3), Step.Succeed(1)), Step.Hang());
        StageOutcome<int> outcome = w.Try(script.RunAsync);
        (outcome.Value, w.Time.Elapsed).Should().Be((1, S(3)));
        outcome.History.Select(r => (r.Hedge, r.Outcome)).Should().Equal((1, AttemptOutcome.Cancelled), (0, AttemptOutcome.Succeeded));
    }

    [Test]
    public void A_result_that_comes_second_is_disposed_also_when_it_comes_late()
    {
        using var w = new Workbench(s_hedged);
        Probe late = new(good: true), winner = new(good: true);
        var script = new ScriptedStage<Probe>(w.Time, Step.HangIgnoringCancellation<Probe>(Step.Succeed(late)), Step.Succeed(winner));
        w.Try(script.RunAsync).Value.Should().BeSameAs(winner);
        late.Disposals.Should().Be(0, "it has not come yet");
        w.Inline(() => script.Release());
        (late.Disposals, winner.Disposals).Should().Be((1, 0));
    }

    [Test]
    public void The_attempt_fails_when_all_its_calls_have_and_only_then_is_it_tried_again()
    {
        using var w = new Workbench(s_hedged with { MaxAttempts = 2 });
        ScriptedStage<int> script = Script(
            w, Step.Delay(S(3), Step.Fail(new IOException("one"))), Step.Delay(S(4), Step.Fail(new IOException("two"))), Step.Succeed(5));
        StageOutcome<int> outcome = w.Try(script.RunAsync);
        (outcome.Value, outcome.Attempts, w.Time.Elapsed).Should().Be((5, 2, S(7)));
        outcome.History.Select(r => (r.Attempt, r.Hedge, r.Outcome, r.ErrorText)).Should().Equal(
            (1, 0, AttemptOutcome.Failed, "IOException: one"), (1, 1, AttemptOutcome.Failed, "IOException: two"), (2, 0, AttemptOutcome.Succeeded, null));
    }

    [Test]
    public void A_failure_is_waited_out_while_another_call_runs()
    {
        using var w = new Workbench(s_hedged);
        ScriptedStage<int> script = Script(w, Step.Delay(S(3), Step.Fail(new IOException("one"))), Step.Delay(S(10), Step.Succeed(2)));
        (w.Try(script.RunAsync).Value, w.Time.Elapsed).Should().Be((2, S(12)));
    }

    [Test]
    public void A_bad_result_does_not_win()
    {
        using var w = new Workbench(s_hedged with { Conditions = [Probe.IsBad] });
        Probe bad = new(), good = new(good: true);
        var script = new ScriptedStage<Probe>(w.Time, Step.Delay(S(3), Step.ReturnBad(bad)), Step.Delay(S(5), Step.Succeed(good)));
        w.Try(script.RunAsync).Value.Should().BeSameAs(good);
        bad.Disposals.Should().Be(1);
    }

    [Test]
    public void As_many_calls_are_made_as_the_policy_says_a_delay_apart()
    {
        using var w = new Workbench(s_hedged with { Hedging = new HedgingPolicy { Delay = S(2), MaxHedges = 3 } });
        ScriptedStage<int> script = Script(w, Step.Hang(), Step.Hang(), Step.Hang(), Step.Delay(S(30), Step.Succeed(9)));
        (w.Try(script.RunAsync).Value, script.Calls.Count, w.Time.Elapsed).Should().Be((9, 4, S(36)));
    }

    [Test]
    public void A_delay_of_zero_makes_all_calls_at_once()
    {
        using var w = new Workbench(s_hedged with { Hedging = new HedgingPolicy { Delay = TimeSpan.Zero, MaxHedges = 2 } });
        ScriptedStage<int> script = Script(w, Step.Hang(), Step.Hang(), Step.Delay(S(1), Step.Succeed(9)));
        (w.Try(script.RunAsync).Value, w.Time.Elapsed).Should().Be((9, S(1)));
    }

    [Test]
    public void Each_call_has_its_own_attempt_timeout_and_abandoned_ones_do_not_stop_the_rest()
    {
        using var w = new Workbench(s_hedged with { AttemptTimeout = S(4), AbandonGrace = S(1), MaxAttempts = 2 });
        ScriptedStage<int> script = Script(w, Step.HangIgnoringCancellation<int>(Step.Succeed(1)), Step.Hang(), Step.Succeed(3));
        StageOutcome<int> outcome = w.Try(script.RunAsync);
        (outcome.Value, w.Time.Elapsed).Should().Be((3, S(7)), "the first is abandoned at 5 s, the hedge times out at 6 s, the retry comes a second later");
        outcome.History.Select(r => (r.Attempt, r.Hedge, r.Outcome)).Should().Equal(
            (1, 0, AttemptOutcome.Abandoned), (1, 1, AttemptOutcome.TimedOut), (2, 0, AttemptOutcome.Succeeded));
        w.Inline(() => script.Release());
    }

    [Test]
    public void The_callers_cancellation_reaches_every_call_and_ends_the_waiting()
    {
        using var w = new Workbench(s_hedged);
        using var caller = new CancellationTokenSource();
        ScriptedStage<int> script = Script(w, Step.Hang(), Step.Hang());
        StageOutcome<int> outcome = w.Time.Run(async () =>
        {
            ValueTask<StageOutcome<int>> pending = w.Work.TryRunAsync(script.RunAsync, caller.Token);
            await w.Time.DelayAsync(S(3));
            caller.Cancel();
            return await pending;
        });
        (outcome.Kind, script.Calls.Count).Should().Be((StageOutcomeKind.Cancelled, 2));
    }

    [Test]
    public void A_hedge_needs_a_token_of_the_budget_and_without_one_is_not_made()
    {
        using var w = new Workbench(s_hedged with { RetryBudget = new RetryBudgetPolicy { Initial = 1, DepositPerSuccess = 0 } }, watched: ResilienceEventKinds.HedgeRefused);
        ScriptedStage<int> script = Script(w, Step.Hang(), Step.Succeed(1), Step.Delay(S(9), Step.Succeed(2)));
        w.Try(script.RunAsync).Value.Should().Be(1);
        w.Try(script.RunAsync).Value.Should().Be(2);
        ResilienceEvent refused = w.Seen.Events.Should().ContainSingle().Which;
        (refused.Reason, refused.LetThrough).Should().Be((StageReason.RetryBudgetExhausted, "1 token in the retry budget; it holds 0"));
    }

    [Test]
    public void A_hedge_needs_a_place_in_the_bulkhead_and_the_loser_keeps_its_own_until_it_ends()
    {
        using var w = new Workbench(s_hedged with { Bulkhead = new BulkheadPolicy { MaxConcurrent = 2 } }, watched: ResilienceEventKinds.HedgeRefused);
        ScriptedStage<int> script = Script(
            w, Step.HangIgnoringCancellation<int>(Step.Succeed(1)), Step.Succeed(2), Step.Delay(S(5), Step.Succeed(3)), Step.Delay(S(5), Step.Succeed(4)), Step.Delay(S(1), Step.Succeed(5)));
        w.Try(script.RunAsync).Value.Should().Be(2);
        w.Work.Runtime.Bulkhead!.Held.Should().Be(1, "the loser still runs");
        w.Try(script.RunAsync).Value.Should().Be(3);
        w.Seen.Events.Should().ContainSingle().Which.Reason.Should().Be(StageReason.BulkheadFull);
        w.Inline(() => script.Release());
        w.Work.Runtime.Bulkhead.Held.Should().Be(0);
        w.Try(script.RunAsync).Value.Should().Be(5);
    }

    [Test]
    public void A_refused_hedge_gives_its_token_back()
    {
        using var w = new Workbench(s_hedged with { RetryBudget = new RetryBudgetPolicy { DepositPerSuccess = 0 }, Bulkhead = new BulkheadPolicy { MaxConcurrent = 1 } });
        w.Try(Script(w, Step.Delay(S(5), Step.Succeed(3))).RunAsync);
        w.Work.Runtime.Budget!.Tokens.Should().Be(10);
    }

    [Test]
    public void An_open_circuit_refuses_the_hedge_and_losers_do_not_vote()
    {
        using var w = new Workbench(s_hedged with { CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1 } }, watched: ResilienceEventKinds.HedgeRefused);
        StageOutcome<int> outcome = w.Time.Run(async () =>
        {
            ValueTask<StageOutcome<int>> pending = w.Work.TryRunAsync(Script(w, Step.Delay(S(5), Step.Succeed(3))).RunAsync);
            w.Work.Circuit!.Isolate();
            return await pending;
        });
        outcome.Value.Should().Be(3);
        w.Seen.Events.Should().ContainSingle().Which.Reason.Should().Be(StageReason.CircuitIsolated);
        w.Work.Circuit!.Reset();
        w.Try(Script(w, Step.Hang(), Step.Succeed(1)).RunAsync).Value.Should().Be(1);
        w.Work.Circuit.State.Should().Be(CircuitState.Closed, "the loser's cancellation is no failure of the target");
    }

    [Test]
    public void Of_two_probes_of_a_half_open_circuit_the_loser_gives_its_lease_back()
    {
        using var w = new Workbench(s_hedged with
        {
            CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1, HalfOpenPermits = 2, SuccessThreshold = 2, OpenTime = BackoffSchedule.Fixed(S(1)) },
        });
        w.Try(Script(w, Step.Fail(new IOException("x"))).RunAsync);
        w.Time.Advance(S(1));
        w.Try(Script(w, Step.Hang(), Step.Succeed(1)).RunAsync).Value.Should().Be(1);
        w.Work.Circuit!.Snapshot().Should().Match<CircuitSnapshot>(s => s.State == CircuitState.HalfOpen && s.ProbesRunning == 0 && s.ProbesSucceeded == 1);
    }

    [Test]
    public void Without_a_delay_the_stages_own_p95_is_taken_once_twenty_calls_have_succeeded()
    {
        using var w = new Workbench(s_hedged with { Hedging = new HedgingPolicy() });
        for (int i = 0; i < 19; i++) w.Try(Script(w, Step.Delay(S(1), Step.Succeed(1))).RunAsync);
        ScriptedStage<int> slow = Script(w, Step.Delay(S(30), Step.Succeed(1)));
        w.Try(slow.RunAsync);
        slow.Calls.Should().HaveCount(1, "nineteen calls are too few to know");

        ScriptedStage<int> hedged = Script(w, Step.Hang(), Step.Succeed(2));
        TimeSpan before = w.Time.Elapsed;
        w.Try(hedged.RunAsync).Value.Should().Be(2);
        (w.Time.Elapsed - before).Should().BeGreaterThanOrEqualTo(S(1)).And.BeLessThan(S(1.2), "19 of 20 calls took a second");
    }

    [TestCase(1)]
    [TestCase(2)]
    public void About_one_call_in_twenty_is_hedged_at_the_stages_own_p95(int seed)
    {
        const int Calls = 4000;
        using var w = new Workbench(s_hedged with { Hedging = new HedgingPolicy() });
        var random = new Random(seed);
        int calls = 0;
        for (int i = 0; i < Calls; i++)
        {
            w.Try<int>(async ct =>
            {
                calls++;
                await w.Time.DelayAsync(S(-Math.Log(1 - random.NextDouble())), ct);
                return 1;
            });
        }

        double share = (double)(calls - Calls) / Calls;
        TestContext.Out.WriteLine($"seed {seed}: {share:P1} of {Calls} calls were hedged");
        share.Should().BeInRange(0.035, 0.06, "the histogram errs on the long side, seed {0}", seed);
    }

    [Test]
    public void A_call_that_may_not_be_repeated_is_not_hedged()
    {
        using var w = new Workbench(s_hedged);
        ScriptedStage script = new(w.Time, Step.Delay(S(9), Step.Succeed()), Step.Succeed());
        w.Time.Run(() => w.Work.Run<Nothing, Once>(new Once(script), null, default));
        script.CallCount.Should().Be(1);
    }

    [Test]
    public void Losers_are_not_held_against_a_healthy_target_by_the_throttle()
    {
        using var w = new Workbench(s_hedged with { Hedging = new HedgingPolicy { Delay = TimeSpan.Zero, MaxHedges = 3 }, Throttle = new ThrottlePolicy() });
        for (int i = 0; i < 200; i++) w.Try(Script(w, Step.Delay(S(0.01), Step.Succeed(1)), Step.Hang(), Step.Hang(), Step.Hang()).RunAsync).IsSuccess.Should().BeTrue("call {0}", i);
    }

    [Test]
    public void A_retried_attempt_keeps_its_host_place_until_the_losing_first_call_ends()
    {
        using var w = new Workbench(s_hedged with { MaxAttempts = 2 });
        ScriptedStage<int> script = Script(w, Step.Fail(new IOException("x")), Step.HangIgnoringCancellation<int>(Step.Succeed(1)), Step.Succeed(2));
        w.Try(script.RunAsync).Value.Should().Be(2);
        w.Runner.ConcurrentRetries.Should().Be(1);
        w.Inline(() => script.Release());
        w.Runner.ConcurrentRetries.Should().Be(0);
    }

    [Test]
    public void Real_threads_never_lose_a_call_a_place_or_a_token()
    {
        const int Threads = 4, Each = 300;
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            o.Policies.Clear();
            o.Policies["Work"] = s_hedged with
            {
                Hedging = new HedgingPolicy { Delay = TimeSpan.Zero, MaxHedges = 2 },
                Bulkhead = new BulkheadPolicy { MaxConcurrent = 1000 },
                CircuitBreaker = new CircuitBreakerPolicy { FailureRatio = 1, ConsecutiveFailures = null },
                AttemptTimeout = S(30),
            };
        });
        int calls = 0, ended = 0;
        async ValueTask<int> Work(CancellationToken ct)
        {
            int call = Interlocked.Increment(ref calls);
            try
            {
                await Task.Yield();
                if (call % 7 == 0) throw new IOException("x");
                if (call % 3 == 0) await Task.Delay(1, ct);
                return call;
            }
            finally
            {
                Interlocked.Increment(ref ended);
            }
        }

        int good = 0;
        Task[] workers = [.. Enumerable.Range(0, Threads).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < Each; i++)
            {
                if ((await runner["Work"].TryRunAsync<int>(Work)).IsSuccess) Interlocked.Increment(ref good);
            }
        }))];
        Task.WaitAll(workers);
        SpinWait.SpinUntil(() => Volatile.Read(ref ended) == Volatile.Read(ref calls) && runner["Work"].Runtime.Bulkhead!.Held == 0, S(10)).Should().BeTrue("every loser ends and gives its place back");
        good.Should().BeGreaterThan(Threads * Each * 3 / 4, "one call in seven fails");
    }

    private readonly struct Once(ScriptedStage script) : IStageCall<Nothing>
    {
        public bool MayRepeat => false;

        public ValueTask<Nothing> Invoke(in CallInfo info) => InvokeAsync(script, info.Token);

        private static async ValueTask<Nothing> InvokeAsync(ScriptedStage script, CancellationToken token)
        {
            await script.RunAsync(token);
            return default;
        }
    }

    private static ScriptedStage<int> Script(Workbench w, params Step<int>[] steps) => new(w.Time, steps);
}
