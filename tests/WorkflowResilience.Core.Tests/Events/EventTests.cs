using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.ResilienceEventKinds;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Events;

[TestFixture]
public sealed class EventTests
{
    [Test]
    public void A_run_with_a_stage_that_recovers_is_told_step_by_step()
    {
        using var w = new Workbench(watched: All);
        int calls = 0;
        w.Time.Run(() => w.Runner.RunAsync("r", async run => await run.StageAsync("Work", async ct =>
        {
            await w.Time.DelayAsync(S(2), ct);
            if (++calls == 1) throw new IOException("reset");
        })));
        w.Seen.ToString().ReplaceLineEndings("\n").Should().Be(
            """
            00:00:00  RunStarted run r
            00:00:00  StageStarted Work run r attempt 1
            00:00:00  AttemptStarted Work run r attempt 1
            00:00:02  AttemptFailed Work run r attempt 1, took 00:00:02: IOException: reset
            00:00:02  RetryScheduled Work run r attempt 1, took 00:00:02, wait 00:00:01: IOException: reset
            00:00:03  AttemptStarted Work run r attempt 2
            00:00:05  AttemptSucceeded Work run r attempt 2, took 00:00:02
            00:00:05  StageSucceeded Work run r attempt 2, took 00:00:05
            00:00:05  RunEnded run r, took 00:00:05

            """);
    }

    [Test]
    public void A_failure_for_good_carries_its_failure_and_ends_the_run()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1 }, watched: All);
        RunSummary summary = w.Time.Run(() => w.Runner.TryRunAsync("r", async run => await run.StageAsync("Work", _ => throw new TimeoutException("slow"))));
        w.Seen.Kinds.Should().Equal(RunStarted, StageStarted, AttemptStarted, AttemptFailed, FailureAnalyzed, StageFailed, RunEnded);
        ResilienceEvent attempt = w.Seen.Events[3], analyzed = w.Seen.Events[4], failed = w.Seen.Events[5], ended = w.Seen.Events[6];
        analyzed.Failure.Should().BeSameAs(failed.Failure);
        (attempt.Reason, attempt.FailureKind, attempt.Attempt).Should().Be((StageReason.AttemptsExhausted, FailureKind.Timeout, 1));
        (failed.Reason, failed.FailureKind, failed.Attempt).Should().Be((StageReason.AttemptsExhausted, FailureKind.Timeout, 1));
        failed.Failure.Should().NotBeNull().And.Be(summary.Failure).And.Be(ended.Failure);
        failed.ErrorText.Should().Be("TimeoutException: slow");
        ended.Stage.IsNone.Should().BeTrue();
    }

    [Test]
    public void A_refused_call_is_told_without_an_attempt()
    {
        using var w = new Workbench(Plain with { CircuitBreaker = new CircuitBreakerPolicy(), Bulkhead = new BulkheadPolicy { MaxConcurrent = 1 } }, watched: All);
        w.Work.Circuit!.Isolate();
        w.Try(_ => default);
        w.Seen.Kinds.Should().Equal(CircuitChanged, StageStarted, CallRejected, StageFailed);
        (w.Seen.Events[0].CircuitFrom, w.Seen.Events[0].CircuitTo).Should().Be((CircuitState.Closed, CircuitState.Isolated));
        (w.Seen.Events[2].Reason, w.Seen.Events[2].Attempt, w.Seen.Events[3].Attempt).Should().Be((StageReason.CircuitIsolated, 0, 0));
        w.Work.Circuit.Reset();
        w.Seen.Clear();

        w.Time.Run(() => w.Work.RunAsync(async _ => (await w.Work.TryRunAsync(_ => default)).Reason.Should().Be(StageReason.BulkheadFull)));
        w.Seen.Of(CallRejected).Should().ContainSingle().Which.Reason.Should().Be(StageReason.BulkheadFull);
    }

    [Test]
    public void A_circuit_that_opens_and_closes_again_is_told_with_its_open_time()
    {
        using var w = new Workbench(
            Plain with { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1, OpenTime = BackoffSchedule.Fixed(S(60)) } }, watched: CircuitChanged | CallRejected);
        w.Try(_ => throw new IOException("x"));
        w.Time.Advance(S(20));
        w.Try(_ => default);
        w.Time.Advance(S(40));
        w.Try(_ => default);
        w.Seen.ToString().ReplaceLineEndings("\n").Should().Be(
            """
            00:00:00  CircuitChanged Work Closed to Open, wait 00:01:00
            00:00:20  CallRejected Work, circuit-open, wait 00:00:40
            00:01:00  CircuitChanged Work Open to HalfOpen
            00:01:00  CircuitChanged Work HalfOpen to Closed

            """);
    }

    [Test]
    public void A_retry_that_a_limit_refuses_is_told_with_its_reason()
    {
        using var w = new Workbench(Plain with { RetryBudget = new RetryBudgetPolicy { Initial = 0 } }, watched: AttemptFailed | RetryScheduled | RetryRefused | StageFailed);
        w.Try(_ => throw new IOException("x"));
        w.Seen.Kinds.Should().Equal(AttemptFailed, RetryRefused, StageFailed);
        w.Seen.Events.Select(e => e.Reason).Should().AllBeEquivalentTo(StageReason.RetryBudgetExhausted);
    }

    [Test]
    public void A_cancelled_stage_is_told_as_cancelled_and_not_as_failed()
    {
        using var w = new Workbench(watched: All);
        using var caller = new CancellationTokenSource();
        using ITimer timer = w.Time.CreateTimer(_ => caller.Cancel(), null, S(1), Timeout.InfiniteTimeSpan);
        w.Try(ct => new ValueTask(w.Time.DelayAsync(S(9), ct)), caller.Token);
        w.Seen.Kinds.Should().Equal(StageStarted, AttemptStarted, AttemptFailed, StageCancelled);
        (w.Seen.Events[^1].Reason, w.Seen.Events[^1].Duration).Should().Be((StageReason.Cancelled, S(1)));
        w.Seen.Clear();
        w.Try(_ => default, caller.Token);
        w.Seen.Kinds.Should().Equal(StageStarted, StageCancelled);
    }

    [Test]
    public void An_abandoned_attempt_and_its_late_end_are_told()
    {
        using var w = new Workbench(Plain with { AttemptTimeout = S(5), AbandonGrace = S(1) }, watched: All);
        var script = new ScriptedStage(w.Time, Step.HangIgnoringCancellation(Step.Fail(new IOException("late"))));
        w.Try(script.RunAsync);
        w.Time.Advance(S(100));
        w.Inline(() => script.Release());
        w.Seen.Kinds.Should().Equal(StageStarted, AttemptStarted, AttemptAbandoned, FailureAnalyzed, StageFailed, LateOutcome);
        (w.Seen.Events[2].Reason, w.Seen.Events[2].Duration).Should().Be((StageReason.Abandoned, S(6)));
        (w.Seen.Events[5].Attempt, w.Seen.Events[5].Timestamp, w.Seen.Events[5].ErrorText).Should().Be((1, S(106).Ticks, "IOException: late"));
    }

    [Test]
    public void Interests_are_read_once_and_only_those_kinds_come()
    {
        var fickle = new Fickle();
        using var w = new Workbench(configure: o => o.Observers.Add(fickle));
        fickle.Reads.Should().Be(1);
        w.Try(_ => throw new IOException("x"));
        w.Try(_ => default);
        fickle.Reads.Should().Be(1);
        fickle.Kinds.Should().Equal(StageFailed, StageSucceeded);
    }

    [Test]
    public void Observers_are_called_in_their_order_and_a_later_change_of_the_options_changes_nothing()
    {
        List<string> order = [];
        WorkflowRunnerOptions? kept = null;
        using var w = new Workbench(configure: o =>
        {
            kept = o;
            o.Observers.Add(new Named("first", order));
            o.Observers.Add(new Named("second", order));
        });
        kept!.Observers.Clear();
        kept.Policies.Clear();
        w.Try(_ => default);
        order.Should().Equal("first", "second");
    }

    [Test]
    public void Each_kind_of_event_is_told_by_one_of_these_stories()
    {
        var seen = new HashSet<ResilienceEventKinds>();
        var observer = new Collecting(seen);
        Action<WorkflowRunnerOptions> watch = o => o.Observers.Add(observer);
        using (var w = new Workbench(
            Plain with
            {
                AttemptTimeout = S(5),
                AbandonGrace = S(1),
                RetryBudget = new RetryBudgetPolicy { Initial = 1, DepositPerSuccess = 0 },
                CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 2 },
                Conditions = [RetryCondition.When("bug", _ => throw new IOException("bug")), RetryCondition.Anything],
            },
            watch))
        {
            var script = new ScriptedStage(w.Time, Step.HangIgnoringCancellation());
            w.Time.Run(() => w.Runner.TryRunAsync("r", async run =>
            {
                await run.StageAsync("Work", _ => default);
                await run.TryStageAsync("Work", script.RunAsync);
                using var cancelled = new CancellationTokenSource();
                cancelled.Cancel();
                await run.TryStageAsync("Work", _ => default, cancelled.Token);
                await run.TryStageAsync("Work", _ => throw new IOException("x"));
                await run.TryStageAsync("Work", _ => default);
                script.Release();
            }));
            w.Time.Run(() => w.Work.TryRunAsync(
                _ => throw new IOException("x"), [StageFallback.Of<int>("broken", (_, _) => throw new IOException("y")), StageFallback.Value("constant", 1)]));
            foreach (RetryBudgetPolicy? budget in (RetryBudgetPolicy?[])[null, new RetryBudgetPolicy { Initial = 0, DepositPerSuccess = 0 }])
            {
                w.Runner.TryReconfigure("Work", Plain with { Effect = StageEffect.Idempotent, Hedging = new HedgingPolicy { Delay = S(1) }, RetryBudget = budget }, out _);
                w.Try(new ScriptedStage(w.Time, Step.Delay(S(3), Step.Succeed()), Step.Delay(S(3), Step.Succeed())).RunAsync);
            }

            w.Runner.TryReconfigure("Work", Plain with { MaxAttempts = 1 }, out _);
            w.Runner.TryReconfigure("Work", Plain with { MaxAttempts = 0 }, out _);
            Fail(w, 72, TimeSpan.FromHours(1));
            Fail(w, 120, TimeSpan.FromSeconds(30));
            Fail(w, 48, TimeSpan.FromHours(2));
        }

        // What becomes of files of patterns is told by the tests of their folders.
        ResilienceEventKinds[] others = [None, All, PatternsChanged, PatternsRemoved, PatternsRefused];
        seen.Order().Should().Equal(Enum.GetValues<ResilienceEventKinds>().Except(others).Order());
    }

    [Test]
    public void A_rate_that_rises_is_told_once_with_its_numbers_and_once_when_it_has_settled()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1 }, watched: FailureRateRaised | FailureRateSettled | StageRateRaised | StageRateSettled);

        Fail(w, 72, TimeSpan.FromHours(1));
        w.Seen.Kinds.Should().BeEmpty();
        Fail(w, 120, TimeSpan.FromSeconds(30));
        w.Seen.Kinds.Should().BeEquivalentTo([FailureRateRaised, StageRateRaised]);
        foreach (ResilienceEvent raised in w.Seen.Events)
        {
            raised.UsualPerHour.Should().BeApproximately(1, 0.2);
            raised.PerHour.Should().BeGreaterThan(raised.UsualPerHour!.Value);
            raised.Failure!.Recurrence!.Count.Should().BeGreaterThan(72);
        }

        w.Seen.Clear();
        Fail(w, 48, TimeSpan.FromHours(2));
        w.Seen.Kinds.Should().BeEquivalentTo([FailureRateSettled, StageRateSettled]);
    }

    [Test]
    public void Nobody_is_told_what_nobody_wants()
    {
        using var w = new Workbench(watched: StageFailed);
        w.Runner.Hub.Interests.Should().Be(StageFailed);
        w.Runner.Hub.Wants(StageSucceeded | AttemptFailed).Should().BeFalse();
    }

    private sealed class Fickle : IResilienceObserver
    {
        internal int Reads { get; private set; }

        internal List<ResilienceEventKinds> Kinds { get; } = [];

        public ResilienceEventKinds Interests => ++Reads == 1 ? StageSucceeded | StageFailed : All;

        public void OnEvent(in ResilienceEvent resilienceEvent) => Kinds.Add(resilienceEvent.Kind);
    }

    private sealed class Named(string name, List<string> order) : IResilienceObserver
    {
        public ResilienceEventKinds Interests => StageSucceeded;

        public void OnEvent(in ResilienceEvent resilienceEvent) => order.Add(name);
    }

    private static void Fail(Workbench workbench, int times, TimeSpan apart)
    {
        for (int i = 0; i < times; i++)
        {
            workbench.Try(_ => throw new IOException("the pipe broke"));
            workbench.Time.Advance(apart);
        }
    }

    private sealed class Collecting(HashSet<ResilienceEventKinds> seen) : IResilienceObserver
    {
        public ResilienceEventKinds Interests => All;

        public void OnEvent(in ResilienceEvent resilienceEvent) => seen.Add(resilienceEvent.Kind);
    }
}
