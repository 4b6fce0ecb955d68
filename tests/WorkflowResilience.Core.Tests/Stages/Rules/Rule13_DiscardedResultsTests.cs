using WorkflowResilience.Testing;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule13_DiscardedResultsTests
{
    private static StagePolicy OnResults { get; } = Plain with { Conditions = [Probe.IsBad, AsyncProbe.IsBad] };

    [Test]
    public void A_bad_result_that_is_retried_is_disposed_once_before_the_next_attempt_and_the_good_one_never()
    {
        using var w = new Workbench(OnResults);
        var made = new List<Probe>();
        List<int> disposedAtCall = [];
        StageOutcome<Probe> outcome = w.Try(_ =>
        {
            disposedAtCall.Add(made.Sum(p => p.Disposals));
            made.Add(new Probe(good: made.Count == 2));
            return new ValueTask<Probe>(made[^1]);
        });
        outcome.Value.Should().BeSameAs(made[2]);
        made.Select(p => p.Disposals).Should().Equal(1, 1, 0);
        disposedAtCall.Should().Equal(0, 1, 2);
    }

    [Test]
    public void One_that_can_be_disposed_asynchronously_is_disposed_so_and_only_so()
    {
        using var w = new Workbench(OnResults);
        var made = new List<AsyncProbe>();
        w.Try(_ =>
        {
            made.Add(new AsyncProbe(good: made.Count == 1));
            return new ValueTask<AsyncProbe>(made[^1]);
        });
        made.Select(p => (p.Disposals, p.SynchronousDisposals)).Should().Equal((1, 0), (0, 0));
    }

    [Test]
    public void A_kept_result_is_never_disposed([Values] bool late, [Values] bool asynchronous)
    {
        using var w = new Workbench(OnResults with { AttemptTimeout = S(1) });
        var good = new Probe(good: true);
        StageOutcome<Probe> outcome = w.Try(async _ =>
        {
            if (asynchronous) await w.Time.DelayAsync(late ? S(3) : S(0.5), CancellationToken.None);
            return good;
        });
        outcome.GetValueOrThrow().Should().BeSameAs(good);
        good.Disposals.Should().Be(0);
    }

    [Test]
    public void The_last_bad_result_is_disposed_by_RunAsync_and_handed_over_by_TryRunAsync([Values(StageReason.AttemptsExhausted, StageReason.StopCondition, StageReason.DeadlineTooClose, StageReason.RetryBudgetExhausted)] StageReason reason)
    {
        StagePolicy policy = reason switch
        {
            StageReason.AttemptsExhausted => OnResults with { MaxAttempts = 1 },
            StageReason.StopCondition => OnResults with { Conditions = [Probe.IsBad.Stop()] },
            StageReason.DeadlineTooClose => OnResults with { TotalTimeout = S(1) },
            _ => OnResults with { RetryBudget = new RetryBudgetPolicy { Initial = 0 } },
        };
        using var w = new Workbench(policy);
        Probe thrown = new(), kept = new();
        w.Invoking(x => x.Time.Run(() => x.Work.RunAsync(_ => new ValueTask<Probe>(thrown)))).Should().Throw<StageFailedException>().Which.Reason.Should().Be(reason);
        StageOutcome<Probe> outcome = w.Try(_ => new ValueTask<Probe>(kept));
        outcome.Reason.Should().Be(reason);
        outcome.Value.Should().BeSameAs(kept);
        (thrown.Disposals, kept.Disposals).Should().Be((1, 0));
    }

    [Test]
    public void A_bad_result_is_disposed_once_when_the_caller_cancels_during_the_call()
    {
        using var w = new Workbench(OnResults);
        using var caller = new CancellationTokenSource();
        var bad = new Probe();
        StageOutcome<Probe> outcome = w.Try(
            _ =>
            {
                caller.Cancel();
                return new ValueTask<Probe>(bad);
            },
            caller.Token);
        outcome.Kind.Should().Be(StageOutcomeKind.Cancelled);
        outcome.Value.Should().BeNull();
        bad.Disposals.Should().Be(1);
    }

    [Test]
    public void A_bad_result_is_disposed_once_when_the_caller_cancels_during_the_wait()
    {
        using var w = new Workbench(OnResults);
        using var caller = new CancellationTokenSource();
        using ITimer timer = w.Time.CreateTimer(_ => caller.Cancel(), null, S(0.5), Timeout.InfiniteTimeSpan);
        var bad = new Probe();
        w.Try(_ => new ValueTask<Probe>(bad), caller.Token).Kind.Should().Be(StageOutcomeKind.Cancelled);
        bad.Disposals.Should().Be(1);
        w.Time.Elapsed.Should().Be(S(0.5));
    }

    [Test]
    public void A_bad_result_is_disposed_once_when_the_retry_that_was_decided_on_does_not_begin()
    {
        using var w = new Workbench(OnResults with { CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1 } });
        var bad = new Probe();
        StageOutcome<Probe> outcome = w.Try(_ => new ValueTask<Probe>(bad));
        outcome.Reason.Should().Be(StageReason.CircuitOpen);
        outcome.Value.Should().BeNull("whoever got it would get a disposed object");
        bad.Disposals.Should().Be(1);
    }

    [Test]
    public void A_late_result_of_an_abandoned_delegate_is_disposed_once([Values] bool asynchronous)
    {
        using var w = new Workbench(OnResults with { AttemptTimeout = S(1), AbandonGrace = S(1) });
        Probe late = new(good: true);
        AsyncProbe lateAsync = new(good: true);
        Script script;
        if (asynchronous)
        {
            var stage = new ScriptedStage<AsyncProbe>(w.Time, Step.HangIgnoringCancellation(Step.Succeed(lateAsync)));
            w.Try(stage.RunAsync).Reason.Should().Be(StageReason.Abandoned);
            script = stage;
        }
        else
        {
            var stage = new ScriptedStage<Probe>(w.Time, Step.HangIgnoringCancellation(Step.Succeed(late)));
            w.Try(stage.RunAsync).Reason.Should().Be(StageReason.Abandoned);
            script = stage;
        }

        (late.Disposals + lateAsync.Disposals).Should().Be(0);
        w.Inline(() => script.Release());
        (late.Disposals, lateAsync.Disposals).Should().Be(asynchronous ? (0, 1) : (1, 0));
    }

    [Test]
    public void A_result_that_comes_within_the_grace_after_the_callers_cancellation_is_kept()
    {
        using var w = new Workbench(OnResults);
        using var caller = new CancellationTokenSource();
        using ITimer timer = w.Time.CreateTimer(_ => caller.Cancel(), null, S(1), Timeout.InfiniteTimeSpan);
        var good = new Probe(good: true);
        StageOutcome<Probe> outcome = w.Try(
            async _ =>
            {
                await w.Time.DelayAsync(S(2), CancellationToken.None);
                return good;
            },
            caller.Token);
        outcome.Value.Should().BeSameAs(good);
        good.Disposals.Should().Be(0);
    }

    [Test]
    public void A_structure_that_can_be_disposed_and_a_null_are_no_trouble()
    {
        using var w = new Workbench(Plain with { Conditions = [RetryCondition.OnResult<Probe?>("null", p => p is null), RetryCondition.OnResult<Handle>("any", _ => true)] });
        w.Try(_ => new ValueTask<Probe?>((Probe?)null)).Attempts.Should().Be(3);
        int before = Handle.Disposals;
        w.Try(_ => new ValueTask<Handle>(default(Handle))).Attempts.Should().Be(3);
        (Handle.Disposals - before).Should().Be(2);
        w.Runner.CallbackFailures.Should().Be(0);
    }

    private readonly struct Handle : IDisposable
    {
        internal static int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
