using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Stages.Rules;
using WorkflowResilience.Tests.Support;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Issues;

/// <summary>
/// What Polly.Core 8.9.1 was seen to do in retry and timeout, and this library does not. The ids are those of the comparison in the documentation: D for a
/// divergence that is meant, E and F for an observation. The breaker's stand beside the breaker's tests.
/// </summary>
[TestFixture]
public sealed class PollyDefectsTests
{
    [Test]
    public void D7_E10_jitter_is_alive_at_the_cap()
    {
        using var w = new Workbench(
            Plain with { MaxAttempts = 8, Backoff = BackoffSchedule.Exponential(S(1), max: S(10)) },
            o =>
            {
                o.RunLimits = new RunLimits { MaxRetries = 100 };
                o.MaxConcurrentRetries = 10_000;
            },
            ResilienceEventKinds.RetryScheduled);
        w.Time.Run(() => Task.WhenAll(Enumerable.Range(0, 200).Select(i => w.Runner.TryRunAsync($"r{i}", async run => await run.StageAsync("Work", _ => throw new IOException("x"))))));
        foreach (int attempt in (int[])[6, 7])
        {
            TimeSpan[] waits = [.. w.Seen.Events.Where(e => e.Attempt == attempt).Select(e => e.Delay)];
            waits.Should().HaveCount(200);
            waits.Distinct().Count().Should().BeGreaterThanOrEqualTo(180, "at least 90 % of the waits at the cap differ");
            waits.Max().Should().BeLessThanOrEqualTo(S(10));
        }
    }

    [TestCase(1000)]
    [TestCase(-5)]
    public void D8_waits_of_code_are_bounded_by_the_cap(double seconds)
    {
        using var w = new Workbench(Plain with { Backoff = BackoffSchedule.Custom("code", (_, _, _) => S(seconds), max: S(3)) });
        w.Try(_ => throw new IOException("x")).History.Take(2).Select(a => a.Wait).Should().AllBeEquivalentTo(seconds < 0 ? S(0) : S(3));
    }

    [Test]
    public void D8_a_wait_that_cannot_fit_is_given_up_at_once()
    {
        using var w = new Workbench(Plain with { TotalTimeout = S(60), Backoff = BackoffSchedule.Fixed(S(120)) });
        StageOutcome outcome = w.Try(_ => throw new IOException("x"));
        (outcome.Reason, outcome.Attempts, w.Time.Elapsed).Should().Be((StageReason.DeadlineTooClose, 1, TimeSpan.Zero));
    }

    [Test]
    public void D8_an_overflowing_wait_is_neither_negative_nor_infinite()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1000, Backoff = BackoffSchedule.Exponential(TimeSpan.FromDays(1), factor: 1e300, jitter: Jitter.None) });
        int calls = 0;
        StageOutcome outcome = w.Time.Run(() => w.Work.TryRunAsync(_ => ++calls < 10 ? throw new IOException("x") : default));
        outcome.History.Take(9).Skip(1).Select(a => a.Wait).Should().AllBeEquivalentTo(BackoffSchedule.Longest);
    }

    [Test]
    public void D9_E13_the_final_error_shows_every_attempt()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 4 });
        int calls = 0;
        var last = new IOException("attempt 4");
        Exception thrown = w.Thrown(_ => throw (++calls == 4 ? last : new IOException($"attempt {calls}")));
        StageFailure failure = ((AttemptsExhaustedException)thrown).Failure;
        failure.History.Select(a => a.ErrorText).Should().Equal(Enumerable.Range(1, 4).Select(i => $"IOException: attempt {i}"));
        failure.ToString().Should().ContainAll("attempt 1", "attempt 2", "attempt 3", "attempt 4");
        thrown.InnerException.Should().BeSameAs(last);
    }

    [Test]
    public void D9_F12_a_timeout_around_the_retries_keeps_the_last_real_failure()
    {
        using var w = new Workbench(Plain with { TotalTimeout = S(5) });
        var boom = new IOException("the real cause");
        Exception thrown = w.Thrown(new ScriptedStage(w.Time, Step.Fail(boom), Step.Hang()).RunAsync);
        thrown.Should().BeOfType<TotalTimeoutException>().Which.InnerException.Should().BeSameAs(boom);
        thrown.Message.Should().Contain("the real cause");
    }

    [Test]
    public void D11_no_retry_at_all_is_a_policy_like_any_other()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1 });
        w.Try(_ => throw new IOException("x")).Attempts.Should().Be(1);
    }

    [Test]
    public void D13_state_survives_a_reload_of_the_options()
    {
        StagePolicy policy = Plain with { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1 } };
        using var w = new Workbench(policy);
        w.Try(_ => throw new IOException("x"));
        w.Runner.TryReconfigure("Work", policy with { AttemptTimeout = S(9) }, out _).Should().BeTrue();
        w.Try(_ => default).Reason.Should().Be(StageReason.CircuitOpen);
    }

    [Test]
    [NonParallelizable]
    public void D15_each_further_strategy_costs_a_delegate_that_ends_later_nothing()
    {
        StagePolicy[] growing =
        [
            Plain,
            Plain with { AttemptTimeout = S(10) },
            Plain with { AttemptTimeout = S(10), TotalTimeout = S(100) },
            Plain with { AttemptTimeout = S(10), TotalTimeout = S(100), CircuitBreaker = new CircuitBreakerPolicy { FailureRatio = 0.5 } },
            Plain with { AttemptTimeout = S(10), TotalTimeout = S(100), CircuitBreaker = new CircuitBreakerPolicy { FailureRatio = 0.5 }, Bulkhead = new BulkheadPolicy { MaxConcurrent = 2 }, RetryBudget = RetryBudgetPolicy.Default },
        ];
        foreach (StagePolicy policy in growing)
        {
            using var w = new Workbench(policy);
            StageExecutor work = w.Work;
            var end = new ReusableEnd();
            Func<CancellationToken, ValueTask> action = _ => end.Begin();
            long least = long.MaxValue;
            for (int round = 0; round < 4; round++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 1000; i++)
                {
                    ValueTask running = work.RunAsync(action);
                    end.End();
                    running.GetAwaiter().GetResult();
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            least.Should().Be(0);
        }
    }

    [Test]
    public void E12_a_cancellation_in_an_aggregate_is_a_timeout_when_the_timer_fired()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1, AttemptTimeout = S(1) });
        StageOutcome outcome = w.Try(async ct =>
        {
            try
            {
                await w.Time.DelayAsync(S(9), ct);
            }
            catch (OperationCanceledException e)
            {
                throw new AggregateException(e, new AggregateException(new TaskCanceledException()));
            }
        });
        (outcome.Reason, outcome.Failure!.Kind, outcome.History[0].Outcome).Should().Be((StageReason.AttemptTimeout, FailureKind.Timeout, AttemptOutcome.TimedOut));
    }

    [Test]
    public void E12_a_cancellation_in_an_aggregate_is_the_callers_when_the_caller_cancelled()
    {
        using var w = new Workbench(Plain with { CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1 } });
        using var caller = new CancellationTokenSource();
        StageOutcome outcome = w.Try(
            ct =>
            {
                caller.Cancel();
                throw new AggregateException(new OperationCanceledException(ct));
            },
            caller.Token);
        outcome.Kind.Should().Be(StageOutcomeKind.Cancelled);
        w.Work.Circuit!.State.Should().Be(CircuitState.Closed);
        Action rethrow = () => outcome.ThrowIfNotSuccessful();
        rethrow.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(caller.Token);
    }

    [Test]
    public void E12_an_aggregate_with_a_real_failure_in_it_stays_that_failure()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1, AttemptTimeout = S(1) });
        StageOutcome outcome = w.Try(async ct =>
        {
            await w.Time.DelayAsync(S(2), CancellationToken.None);
            throw new AggregateException(new OperationCanceledException(), new HttpRequestException("x", null, System.Net.HttpStatusCode.BadGateway));
        });
        (outcome.History[0].Outcome, outcome.History[0].AfterTimeout, outcome.Failure!.Kind).Should().Be((AttemptOutcome.Failed, true, FailureKind.Unavailable));
        w.Try(_ => throw new AggregateException()).Failure!.Kind.Should().NotBe(FailureKind.Cancelled, "an empty aggregate says nothing");
    }

    [Test]
    public void E12_another_failure_after_the_timeout_is_not_masked_and_says_that_it_came_late()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1, AttemptTimeout = S(1) });
        var boom = new IOException("the real cause");
        StageOutcome outcome = w.Try(async ct =>
        {
            await w.Time.DelayAsync(S(2), CancellationToken.None);
            throw boom;
        });
        outcome.Failure!.Exception.Should().BeSameAs(boom);
        outcome.History[0].AfterTimeout.Should().BeTrue();
        outcome.History[0].Outcome.Should().Be(AttemptOutcome.Failed);
    }

    [Test]
    public void E12_a_delegate_that_ignores_its_token_does_not_hold_its_caller()
    {
        using var w = new Workbench(Plain with { AttemptTimeout = S(1), AbandonGrace = S(2) });
        w.Try(new ScriptedStage(w.Time, Step.HangIgnoringCancellation()).RunAsync).Reason.Should().Be(StageReason.Abandoned);
        w.Time.Elapsed.Should().Be(S(3));
    }

    [Test]
    public void E14_TryRunAsync_does_not_throw_because_a_callback_does()
    {
        using var w = new Workbench(
            Plain with { Backoff = BackoffSchedule.Custom("bug", (_, _, _) => throw new InvalidOperationException("bug")), Conditions = [RetryCondition.When("bug", _ => throw new InvalidOperationException("bug")), RetryCondition.Anything] },
            o => o.Observers.Add(new Bug()));
        StageOutcome outcome = w.Try(_ => throw new IOException("the real cause"));
        outcome.Failure!.Exception.Should().BeOfType<IOException>();
        w.Runner.CallbackFailures.Should().BePositive();
    }

    [Test]
    public void F1_a_callback_that_throws_when_the_circuit_opens_does_not_replace_the_failure()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1 } }, o => o.Observers.Add(new Bug()));
        var boom = new IOException("the real cause");
        w.Thrown(_ => throw boom).InnerException.Should().BeSameAs(boom);
        w.Work.Circuit!.State.Should().Be(CircuitState.Open);
    }

    private sealed class Bug : IResilienceObserver
    {
        public ResilienceEventKinds Interests => ResilienceEventKinds.All;

        public void OnEvent(in ResilienceEvent resilienceEvent) => throw new InvalidOperationException("bug");
    }
}
