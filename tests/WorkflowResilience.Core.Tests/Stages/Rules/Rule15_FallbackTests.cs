using WorkflowResilience.Testing;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule15_FallbackTests
{
    private static readonly Func<CancellationToken, ValueTask<string>> s_fails = _ => throw new IOException("the mirror hung up");

    [Test]
    public void A_success_needs_no_fallback()
    {
        using var w = new Workbench();
        StageOutcome<string> outcome = Try(w, _ => new ValueTask<string>("fresh"), StageFallback.Of<string>("never", (_, _) => throw new AssertionException("called")));
        (outcome.Value, outcome.IsDegraded, outcome.Fallback, outcome.Failure).Should().Be(("fresh", false, null, null));
    }

    [Test]
    public void The_first_fallback_that_succeeds_gives_the_result_and_the_failure_stays_readable()
    {
        using var w = new Workbench(watched: ResilienceEventKinds.All);
        List<string> asked = [];
        StageOutcome<string> outcome = Try(
            w,
            s_fails,
            StageFallback.Of<string>("broken", (_, _) =>
            {
                asked.Add("broken");
                throw new IOException("the cache is gone");
            }),
            StageFallback.Of("replica", (failure, _) =>
            {
                asked.Add(failure.Reason.Code());
                return new ValueTask<string>("stale");
            }),
            StageFallback.Value("empty", ""));

        asked.Should().Equal("broken", "attempts-exhausted");
        (outcome.IsSuccess, outcome.Value, outcome.IsDegraded, outcome.Fallback, outcome.Attempts).Should().Be((true, "stale", true, "replica", 3));
        outcome.Failure!.Reason.Should().Be(StageReason.AttemptsExhausted);
        outcome.History.Should().HaveCount(3);
        outcome.ToString().Should().Be("succeeded by the fallback 'replica' after attempts-exhausted");
        w.Seen.Of(ResilienceEventKinds.FallbackFailed).Should().ContainSingle().Which.Fallback.Should().Be("broken");
        w.Seen.Of(ResilienceEventKinds.FallbackUsed).Should().ContainSingle().Which.Fallback.Should().Be("replica");
        w.Seen.Of(ResilienceEventKinds.StageFailed).Should().BeEmpty("it did not fail for its caller");
        w.Seen.Of(ResilienceEventKinds.StageSucceeded).Should().ContainSingle().Which.Fallback.Should().Be("replica");
    }

    [Test]
    public void When_every_fallback_fails_the_failure_is_the_stages_own()
    {
        using var w = new Workbench();
        StageOutcome<string> outcome = Try(w, s_fails, StageFallback.Of<string>("broken", (_, _) => throw new InvalidOperationException("no cache")));
        (outcome.Kind, outcome.IsDegraded).Should().Be((StageOutcomeKind.Failed, false));
        outcome.Failure!.Exception.Should().BeOfType<IOException>();
    }

    [Test]
    public void A_fallback_for_some_failures_is_passed_over_for_others()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1 } });
        StageFallback<string> whenOpen = StageFallback.Value("circuit", "cached") with { When = f => f.Reason == StageReason.CircuitOpen };
        Try(w, s_fails, whenOpen).Reason.Should().Be(StageReason.AttemptsExhausted);
        Try(w, s_fails, whenOpen).Value.Should().Be("cached", "a refused call has its fallback, too");
    }

    [Test]
    public void A_filter_that_throws_is_reported_and_counts_as_no()
    {
        using var w = new Workbench();
        Try(w, s_fails, StageFallback.Value("odd", "x") with { When = _ => throw new InvalidOperationException("bug") }).IsSuccess.Should().BeFalse();
        w.Runner.CallbackFailures.Should().Be(1);
    }

    [Test]
    public void A_fallback_has_a_timeout_of_its_own_and_the_next_is_asked()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1, TotalTimeout = S(5) });
        StageOutcome<string> outcome = Try(
            w,
            new ScriptedStage<string>(w.Time, Step.Hang()).RunAsync,
            StageFallback.Of("slow", (_, ct) => new ScriptedStage<string>(w.Time, Step.Hang()).RunAsync(ct)) with { Timeout = S(20) },
            StageFallback.Value("constant", "x"));
        outcome.Fallback.Should().Be("constant");
        w.Time.Elapsed.Should().Be(S(25), "5 s of the stage and 20 s of the fallback, which the total timeout does not cover");
    }

    [Test]
    public void A_fallback_that_ignores_its_token_is_abandoned_after_the_grace_and_its_late_result_disposed()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1, AbandonGrace = S(2) }, watched: ResilienceEventKinds.All);
        var late = new Probe(good: true);
        var slow = new ScriptedStage<Probe>(w.Time, Step.HangIgnoringCancellation(Step.Succeed(late)));
        StageOutcome<Probe> outcome = w.Time.Run(() => w.Work.TryRunAsync<Probe>(
            _ => throw new IOException("x"),
            [StageFallback.Of("stuck", (_, ct) => slow.RunAsync(ct)) with { Timeout = S(1) }, StageFallback.Value("constant", new Probe(good: true))]));
        outcome.Fallback.Should().Be("constant");
        w.Time.Elapsed.Should().Be(S(3));
        w.Inline(() => slow.Release());
        late.Disposals.Should().Be(1);
        w.Seen.Of(ResilienceEventKinds.LateOutcome).Should().ContainSingle();
    }

    [Test]
    public void The_callers_cancellation_is_no_failure_and_has_no_fallback()
    {
        using var w = new Workbench();
        using var caller = new CancellationTokenSource();
        StageOutcome<string> outcome = w.Time.Run(() => w.Work.TryRunAsync<string>(
            ct =>
            {
                caller.Cancel();
                ct.ThrowIfCancellationRequested();
                return default;
            },
            [StageFallback.Value("constant", "x")],
            caller.Token));
        outcome.Kind.Should().Be(StageOutcomeKind.Cancelled);
    }

    [Test]
    public void A_bad_result_that_a_fallback_replaces_is_disposed()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1, Conditions = [Probe.IsBad] });
        var bad = new Probe();
        Probe good = new(good: true);
        StageOutcome<Probe> outcome = w.Time.Run(() => w.Work.TryRunAsync(_ => new ValueTask<Probe>(bad), [StageFallback.Value("good", good)]));
        outcome.Value.Should().BeSameAs(good);
        (bad.Disposals, good.Disposals).Should().Be((1, 0));
    }

    [Test]
    public void A_run_reports_the_stage_as_degraded_and_succeeds()
    {
        using var w = new Workbench();
        RunSummary summary = w.Time.Run(() => w.Runner.RunAsync("r", async run =>
        {
            (await run.StageAsync("Work", s_fails, [StageFallback.Value("cache", "stale")])).Should().Be("stale");
        }));
        summary.Kind.Should().Be(StageOutcomeKind.Succeeded);
        (summary.Stages[0].Fallback, summary.Stages[0].Failure!.Reason).Should().Be(("cache", StageReason.AttemptsExhausted));
        summary.ToString().Should().Contain("degraded: cache after attempts-exhausted");
    }

    [Test]
    public void A_task_returning_delegate_and_RunAsync_take_fallbacks_as_well()
    {
        using var w = new Workbench();
        w.Time.Run(() => w.Work.RunAsync(async ct =>
        {
            await Task.CompletedTask;
            throw new IOException("x");
        }, [StageFallback.Of("task", (_, _) => Task.FromResult(5))])).Should().Be(5);
    }

    [Test]
    public void What_is_wrong_with_a_fallback_is_said_when_it_is_made()
    {
        ((Action)(() => StageFallback.Value(" ", 1))).Should().Throw<ArgumentException>();
        ((Action)(() => _ = StageFallback.Value("x", 1) with { Timeout = TimeSpan.Zero })).Should().Throw<ArgumentOutOfRangeException>().WithMessage("The fallback 'x' may have from above 0 to 1 day*");
        using var w = new Workbench();
        ((Action)(() => w.Work.TryRunAsync<int>(_ => new ValueTask<int>(1), [null!]).AsTask())).Should().Throw<ArgumentException>().WithMessage("The list of fallbacks contains null*");
    }

    private static StageOutcome<string> Try(Workbench w, Func<CancellationToken, ValueTask<string>> action, params StageFallback<string>[] fallbacks) =>
        w.Time.Run(() => w.Work.TryRunAsync(action, fallbacks));
}
