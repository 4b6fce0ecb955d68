using WorkflowResilience.Testing;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule11_ThrowingCallbacksTests
{
    private static readonly IOException s_boom = new("the user's failure");
    private static readonly InvalidOperationException s_bug = new("a callback's bug");

    [Test]
    public void An_observer_that_always_throws_changes_nothing_and_each_throw_is_counted_and_told_to_the_others()
    {
        using var quiet = new Workbench(Full, watched: ResilienceEventKinds.All);
        var thrower = new Thrower(ResilienceEventKinds.All);
        using var loud = new Workbench(Full, o => o.Observers.Add(thrower), ResilienceEventKinds.All);
        StageOutcome expected = quiet.Try(_ => throw s_boom), outcome = loud.Try(_ => throw s_boom);

        outcome.Reason.Should().Be(expected.Reason);
        outcome.Failure!.Exception.Should().BeSameAs(s_boom);
        loud.Work.Circuit!.State.Should().Be(quiet.Work.Circuit!.State);
        loud.Seen.Kinds.Where(k => k != ResilienceEventKinds.CallbackFailed).Should().Equal(quiet.Seen.Kinds);
        loud.Seen.Of(ResilienceEventKinds.CallbackFailed).Should().HaveCount(quiet.Seen.Events.Count).And.OnlyContain(e => e.ErrorText!.Contains("a callback's bug"));
        loud.Runner.CallbackFailures.Should().Be(quiet.Seen.Events.Count);
        thrower.Seen.Should().Be(quiet.Seen.Events.Count, "a thrower is not told of its own throws");
    }

    [Test]
    public void Observers_that_throw_at_hearing_of_a_throw_are_counted_and_not_told_again()
    {
        Thrower one = new(ResilienceEventKinds.StageStarted | ResilienceEventKinds.CallbackFailed), other = new(ResilienceEventKinds.CallbackFailed);
        using var w = new Workbench(configure: o =>
        {
            o.Observers.Add(one);
            o.Observers.Add(other);
        });
        w.Try(_ => default).IsSuccess.Should().BeTrue();
        (one.Seen, other.Seen).Should().Be((1, 1));
        w.Runner.CallbackFailures.Should().Be(2);
    }

    [Test]
    public void A_failed_callback_is_told_with_its_time()
    {
        using var w = new Workbench(Plain with { Backoff = BackoffSchedule.Custom("bug", (_, _, _) => throw s_bug) }, watched: ResilienceEventKinds.CallbackFailed);
        w.Time.Advance(S(77));
        w.Try(_ => throw s_boom);
        w.Seen.Events.Select(e => e.Timestamp).Should().Equal(S(77).Ticks, S(77).Ticks);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_lifecycle_that_throws_changes_neither_success_nor_failure(bool synchronously)
    {
        using var w = new Workbench(configure: o => o.Lifecycle = new ThrowingLifecycle(synchronously), watched: ResilienceEventKinds.CallbackFailed);
        w.Try<int>(_ => new ValueTask<int>(5)).Value.Should().Be(5);
        w.Try(_ => throw s_boom).Failure!.Exception.Should().BeSameAs(s_boom);
        w.Runner.CallbackFailures.Should().Be(4);
        w.Seen.Events.Should().HaveCount(4);
    }

    [Test]
    public void A_lifecycle_that_throws_a_cancellation_does_not_cancel_the_stage()
    {
        using var w = new Workbench(configure: o => o.Lifecycle = new ThrowingLifecycle(synchronously: false, new OperationCanceledException()));
        w.Try(_ => default).IsSuccess.Should().BeTrue();
        w.Runner.CallbackFailures.Should().Be(2);
    }

    [Test]
    public void A_condition_that_throws_is_no_match_and_the_next_one_decides()
    {
        using var w = new Workbench(Plain with { Conditions = [RetryCondition.When("bug", _ => throw s_bug), RetryCondition.OnException<IOException>()] }, watched: ResilienceEventKinds.CallbackFailed);
        StageOutcome outcome = w.Try(_ => throw s_boom);
        outcome.Reason.Should().Be(StageReason.AttemptsExhausted);
        outcome.Failure!.Exception.Should().BeSameAs(s_boom);
        w.Runner.CallbackFailures.Should().Be(3, "it was asked after each of three attempts");
    }

    [Test]
    public void A_stop_condition_that_throws_does_not_stop()
    {
        using var w = new Workbench(Plain with { Conditions = [RetryCondition.When("bug", _ => throw s_bug).Stop(), RetryCondition.Anything] });
        w.Try(_ => throw s_boom).Attempts.Should().Be(3);
    }

    [Test]
    public void A_result_condition_that_throws_lets_the_result_pass()
    {
        using var w = new Workbench(Plain with { Conditions = [RetryCondition.OnResult<int>("bug", _ => throw s_bug)] }, watched: ResilienceEventKinds.CallbackFailed);
        StageOutcome<int> outcome = w.Try<int>(_ => new ValueTask<int>(5));
        outcome.IsSuccess.Should().BeTrue();
        outcome.Value.Should().Be(5);
        w.Runner.CallbackFailures.Should().Be(1);
        w.Seen.Events.Should().ContainSingle();
    }

    [Test]
    public void A_classifier_that_throws_does_not_answer_and_structure_decides()
    {
        var w = new Workbench(Plain with { MaxAttempts = 1 }, o =>
        {
            o.Classifiers.Add(new ThrowingClassifier());
            o.Classifiers.Add(new SaysFlaky());
        });
        w.Try(_ => throw s_boom).Failure!.Kind.Should().Be(FailureKind.Flaky, "the next classifier is asked");
        w.Runner.CallbackFailures.Should().Be(1);

        w = new Workbench(Plain with { MaxAttempts = 1 }, o => o.Classifiers.Add(new ThrowingClassifier()));
        StageOutcome outcome = w.Try(_ => throw new TimeoutException());
        outcome.Failure!.Kind.Should().Be(FailureKind.Timeout);
        w.Dispose();
    }

    [Test]
    public void A_schedule_that_throws_counts_as_no_wait()
    {
        using var w = new Workbench(Plain with { Backoff = BackoffSchedule.Custom("bug", (_, _, _) => throw s_bug) });
        StageOutcome outcome = w.Try(_ => throw s_boom);
        outcome.Reason.Should().Be(StageReason.AttemptsExhausted);
        outcome.Failure!.Exception.Should().BeSameAs(s_boom);
        outcome.History.Select(a => a.Wait).Should().OnlyContain(t => t == TimeSpan.Zero);
        w.Runner.CallbackFailures.Should().Be(2);
    }

    [TestCase(long.MinValue)]
    [TestCase(-1)]
    [TestCase(long.MaxValue)]
    public void A_schedule_that_answers_nonsense_is_bounded(long ticks)
    {
        using var w = new Workbench(Plain with { Backoff = BackoffSchedule.Custom("odd", (_, _, _) => new TimeSpan(ticks), max: S(4)) });
        StageOutcome outcome = w.Try(_ => throw s_boom);
        outcome.Attempts.Should().Be(3);
        outcome.History[0].Wait.Should().Be(ticks < 0 ? S(0) : S(4));
        w.Runner.CallbackFailures.Should().Be(0);
    }

    [Test]
    public void A_breakers_condition_that_throws_does_not_excuse_the_failure()
    {
        using var w = new Workbench(Plain with
        {
            MaxAttempts = 1,
            CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1, Ignore = [RetryCondition.When("bug", _ => throw s_bug)] },
        });
        w.Try(_ => throw s_boom).Failure!.Exception.Should().BeSameAs(s_boom);
        w.Work.Circuit!.State.Should().Be(CircuitState.Open);
        w.Runner.CallbackFailures.Should().Be(1);
    }

    [Test]
    public void An_open_time_that_throws_still_opens_and_is_reported()
    {
        using var w = new Workbench(Plain with
        {
            MaxAttempts = 1,
            CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1, OpenTime = BackoffSchedule.Custom("bug", (_, _, _) => throw s_bug) },
        });
        w.Try(_ => throw s_boom).Failure!.Exception.Should().BeSameAs(s_boom);
        w.Work.Circuit!.State.Should().Be(CircuitState.Open);
        w.Runner.CallbackFailures.Should().Be(1);
        w.Try(_ => default).RetryAfter.Should().BeGreaterThan(TimeSpan.Zero);
    }

    [Test]
    public void A_disposal_that_throws_does_not_stop_the_retry_nor_replace_the_failure()
    {
        using var w = new Workbench(Plain with { Conditions = [Probe.IsBad, AsyncProbe.IsBad] }, watched: ResilienceEventKinds.CallbackFailed);
        w.Try(_ => new ValueTask<Probe>(new Probe(atDisposal: s_bug))).Reason.Should().Be(StageReason.AttemptsExhausted);
        w.Runner.CallbackFailures.Should().Be(2);
        Action run = () => w.Time.Run(() => w.Work.RunAsync(_ => new ValueTask<AsyncProbe>(new AsyncProbe(atDisposal: s_bug))));
        run.Should().Throw<AttemptsExhaustedException>().Which.InnerException.Should().BeNull();
        w.Runner.CallbackFailures.Should().Be(5);
        w.Seen.Events.Should().HaveCount(5).And.OnlyContain(e => e.ErrorText!.Contains("a callback's bug"));
    }

    [Test]
    public void What_a_delegate_registered_on_its_token_may_throw_without_harm_at_a_timeout()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1, AttemptTimeout = S(1) });
        StageOutcome outcome = w.Try(async ct =>
        {
            Task wait = w.Time.DelayAsync(Timeout.InfiniteTimeSpan, ct);
            using CancellationTokenRegistration bad = ct.Register(() => throw s_bug);
            await wait;
        });
        outcome.Reason.Should().Be(StageReason.AttemptTimeout);
        w.Time.Elapsed.Should().Be(S(1), "it was not abandoned");
        w.Runner.CallbackFailures.Should().Be(1);
    }

    [Test]
    public void What_a_delegate_registered_on_its_token_does_not_throw_into_the_callers_Cancel()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1 });
        using var caller = new CancellationTokenSource();
        ValueTask<StageOutcome> running = w.Work.TryRunAsync(
            async ct =>
            {
                Task wait = w.Time.DelayAsync(Timeout.InfiniteTimeSpan, ct);
                using CancellationTokenRegistration bad = ct.Register(() => throw s_bug);
                await wait;
            },
            caller.Token);
        w.Invoking(x => x.Inline(caller.Cancel)).Should().NotThrow();
        w.Time.Run(() => running).Kind.Should().Be(StageOutcomeKind.Cancelled);
        w.Runner.CallbackFailures.Should().Be(1);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_late_end_votes_nowhere_and_is_told_once(bool throws)
    {
        using var w = new Workbench(
            Plain with { AttemptTimeout = S(1), AbandonGrace = S(1), CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1 } }, watched: ResilienceEventKinds.All);
        var late = new Probe(atDisposal: s_bug);
        var script = new ScriptedStage<Probe>(w.Time, Step.HangIgnoringCancellation(throws ? (Step<Probe>)Step.Fail(s_boom) : Step.Succeed(late)));
        StageOutcome<Probe> outcome = w.Try(script.RunAsync);
        outcome.Reason.Should().Be(StageReason.Abandoned);
        w.Seen.Clear();
        w.Inline(() => script.Release().Should().Be(1));

        w.Seen.Kinds.Where(k => k == ResilienceEventKinds.LateOutcome).Should().ContainSingle();
        ResilienceEvent told = w.Seen.Of(ResilienceEventKinds.LateOutcome)[0];
        told.Attempt.Should().Be(1);
        (told.ErrorText is not null).Should().Be(throws);
        w.Work.Circuit!.State.Should().Be(CircuitState.Closed);
        w.Work.Circuit.Snapshot().Calls.Should().Be(0);
        late.Disposals.Should().Be(throws ? 0 : 1);
        w.Runner.CallbackFailures.Should().Be(throws ? 0 : 1, "the disposal of the late result throws");
        outcome.Reason.Should().Be(StageReason.Abandoned, "an outcome does not change afterwards");
    }

    [Test]
    public void An_observer_may_call_back_into_the_library()
    {
        WorkflowRunner? runner = null;
        var busy = new Busy(() =>
        {
            runner!["Work"].Circuit!.Snapshot();
            runner["Work"].Circuit!.Reset();
            runner.TryReconfigure("Work", runner["Work"].Policy, out _);
        });
        using var w = new Workbench(Plain with { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1 } }, o => o.Observers.Add(busy));
        runner = w.Runner;
        w.Try(_ => throw s_boom).Failure!.Exception.Should().BeSameAs(s_boom);
        busy.Calls.Should().BeGreaterThan(3);
        w.Work.Circuit!.State.Should().Be(CircuitState.Closed, "the observer reset it");
        w.Runner.CallbackFailures.Should().Be(0);
    }

    private sealed class Thrower(ResilienceEventKinds interests) : IResilienceObserver
    {
        internal int Seen { get; private set; }

        public ResilienceEventKinds Interests => interests;

        public void OnEvent(in ResilienceEvent resilienceEvent)
        {
            Seen++;
            throw s_bug;
        }
    }

    private sealed class Busy(Action action) : IResilienceObserver
    {
        private bool _inside;

        internal int Calls { get; private set; }

        public ResilienceEventKinds Interests => ResilienceEventKinds.All;

        public void OnEvent(in ResilienceEvent resilienceEvent)
        {
            if (_inside) return;
            _inside = true;
            Calls++;
            action();
            _inside = false;
        }
    }

    private sealed class ThrowingLifecycle(bool synchronously, Exception? exception = null) : IStageLifecycle
    {
        public ValueTask OnStageStartingAsync(WorkflowStage stage, WorkflowRun? run, CancellationToken cancellationToken) => Throw();

        public ValueTask OnStageEndedAsync(StageReport report, WorkflowRun? run, CancellationToken cancellationToken) => Throw();

        private ValueTask Throw() => synchronously ? throw exception ?? s_bug : ValueTask.FromException(exception ?? s_bug);
    }

    private sealed class ThrowingClassifier : IFailureClassifier
    {
        public bool TryClassify(Exception exception, ref FailureFacts facts)
        {
            facts = facts with { Kind = FailureKind.Compilation };
            throw s_bug;
        }
    }

    private sealed class SaysFlaky : IFailureClassifier
    {
        public bool TryClassify(Exception exception, ref FailureFacts facts)
        {
            facts = facts with { Kind = FailureKind.Flaky };
            return true;
        }
    }
}
