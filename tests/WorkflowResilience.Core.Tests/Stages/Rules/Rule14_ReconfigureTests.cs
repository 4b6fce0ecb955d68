using WorkflowResilience.Testing;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule14_ReconfigureTests
{
    private static readonly Func<CancellationToken, ValueTask> s_fails = _ => throw new IOException("x");

    [Test]
    public void A_bad_policy_is_refused_with_all_its_problems_and_the_old_one_stays()
    {
        using var w = new Workbench(watched: ResilienceEventKinds.PolicyChanged | ResilienceEventKinds.PolicyRefused);
        StagePolicy old = w.Work.Policy;
        var bad = new StagePolicy { MaxAttempts = 0, AttemptTimeout = S(-1), Backoff = BackoffSchedule.Table(), CircuitBreaker = new CircuitBreakerPolicy { FailureRatio = double.NaN, Window = TimeSpan.Zero } };
        w.Runner.TryReconfigure("Work", bad, out IReadOnlyList<string> problems).Should().BeFalse();
        problems.Should().BeEquivalentTo(
            "MaxAttempts is 0; it must be from 1 (no retry) to 1000.",
            "AttemptTimeout is -1s; it must be from 1ms to 7d, or null for no limit.",
            "Backoff.Delays is empty; list at least one wait.",
            "CircuitBreaker.FailureRatio is NaN; it must be above 0 and at most 1.",
            "CircuitBreaker.Window is 0s; it must be from 100ms to 1d.");
        w.Work.Policy.Should().BeSameAs(old);
        w.Work.Circuit.Should().BeNull();
        w.Try(s_fails).Attempts.Should().Be(3);
        w.Seen.Events.Should().ContainSingle().Which.Problems.Should().Equal(problems);
        w.Seen.Events[0].Kind.Should().Be(ResilienceEventKinds.PolicyRefused);
        w.Seen.Events[0].Stage.Should().Be((WorkflowStage)"Work");
    }

    [Test]
    public void After_a_refusal_a_good_policy_is_still_taken()
    {
        using var w = new Workbench(watched: ResilienceEventKinds.PolicyChanged | ResilienceEventKinds.PolicyRefused);
        w.Runner.TryReconfigure("Work", Plain with { MaxAttempts = 0 }, out _).Should().BeFalse();
        w.Runner.TryReconfigure("Work", Plain with { MaxAttempts = 2 }, out IReadOnlyList<string> problems).Should().BeTrue();
        problems.Should().BeEmpty();
        w.Try(s_fails).Attempts.Should().Be(2);
        w.Seen.Kinds.Should().Equal(ResilienceEventKinds.PolicyRefused, ResilienceEventKinds.PolicyChanged);
    }

    [Test]
    public void A_new_stage_is_added_and_the_executor_in_hand_is_the_one_that_changes()
    {
        using var w = new Workbench();
        StageExecutor held = w.Work;
        w.Runner.TryReconfigure("New", Plain, out _).Should().BeTrue();
        w.Runner.Stages.Should().Equal("New", "Work");
        w.Runner.TryReconfigure("Work", Plain with { MaxAttempts = 1 }, out _).Should().BeTrue();
        w.Runner["Work"].Should().BeSameAs(held);
        held.Policy.MaxAttempts.Should().Be(1);
    }

    [Test]
    public void A_stage_without_a_name_and_a_null_policy_are_refused()
    {
        using var w = new Workbench();
        w.Runner.TryReconfigure(default, Plain, out IReadOnlyList<string> problems).Should().BeFalse();
        problems.Should().Equal("The stage has no name.");
        w.Invoking(x => x.Runner.TryReconfigure("Work", null!, out _)).Should().Throw<ArgumentNullException>().WithParameterName("policy");
    }

    [Test]
    public void Executions_under_way_finish_under_the_policy_they_began_with()
    {
        using var w = new Workbench();
        using ITimer timer = w.Time.CreateTimer(state => w.Runner.TryReconfigure("Work", Plain with { MaxAttempts = 1, Backoff = BackoffSchedule.Fixed(S(50)) }, out _), null, S(0.5), Timeout.InfiniteTimeSpan);
        StageOutcome outcome = w.Try(s_fails);
        outcome.Attempts.Should().Be(3);
        w.Time.Elapsed.Should().Be(S(2));
        w.Try(s_fails).Attempts.Should().Be(1);
    }

    [Test]
    public void An_open_circuit_stays_open_for_the_time_it_had_left()
    {
        StagePolicy policy = Plain with { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1, OpenTime = BackoffSchedule.Fixed(S(60)) } };
        using var w = new Workbench(policy);
        CircuitBreaker circuit = w.Work.Circuit!;
        w.Try(s_fails);
        w.Time.Advance(S(20));
        w.Runner.TryReconfigure("Work", policy with { CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 9, OpenTime = BackoffSchedule.Fixed(S(1)) } }, out _).Should().BeTrue();
        w.Work.Circuit.Should().BeSameAs(circuit);
        w.Try(_ => default).RetryAfter.Should().Be(S(40));
        w.Time.Advance(S(40));
        w.Try(_ => default).IsSuccess.Should().BeTrue();
        circuit.State.Should().Be(CircuitState.Closed);
    }

    [Test]
    public void An_isolated_circuit_stays_isolated_also_when_the_breaker_goes_and_comes_back()
    {
        StagePolicy policy = Plain with { CircuitBreaker = new CircuitBreakerPolicy() };
        using var w = new Workbench(policy);
        w.Work.Circuit!.Isolate();
        w.Runner.TryReconfigure("Work", policy with { MaxAttempts = 1 }, out _).Should().BeTrue();
        w.Try(_ => default).Reason.Should().Be(StageReason.CircuitIsolated);
        w.Runner.TryReconfigure("Work", Plain, out _).Should().BeTrue();
        w.Work.Circuit.Should().BeNull();
        w.Try(_ => default).IsSuccess.Should().BeTrue();
        w.Runner.TryReconfigure("Work", policy, out _).Should().BeTrue();
        w.Try(_ => default).Reason.Should().Be(StageReason.CircuitIsolated);
    }

    [Test]
    public void The_counts_of_a_breaker_survive_unless_its_shape_changes()
    {
        StagePolicy policy = Plain with { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 3 } };
        using var w = new Workbench(policy);
        w.Try(s_fails);
        w.Try(s_fails);
        w.Runner.TryReconfigure("Work", policy with { AttemptTimeout = S(9), CircuitBreaker = policy.CircuitBreaker! with { OpenTime = BackoffSchedule.Fixed(S(5)) } }, out _).Should().BeTrue();
        w.Work.Circuit!.Snapshot().ConsecutiveFailures.Should().Be(2, "another open time is no other shape");
        w.Runner.TryReconfigure("Work", policy with { CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 3, FailureRatio = 0.9 } }, out _).Should().BeTrue();
        w.Work.Circuit!.Snapshot().ConsecutiveFailures.Should().Be(0, "another trigger is another shape");
        w.Try(s_fails);
        w.Try(s_fails);
        w.Work.Circuit!.State.Should().Be(CircuitState.Closed);
        w.Try(s_fails);
        w.Work.Circuit!.State.Should().Be(CircuitState.Open);
    }

    [Test]
    public void The_tokens_of_a_retry_budget_survive()
    {
        StagePolicy policy = Plain with { RetryBudget = new RetryBudgetPolicy { Initial = 3, DepositPerSuccess = 0 } };
        using var w = new Workbench(policy);
        w.Try(s_fails).Attempts.Should().Be(3, "it takes two of three tokens");
        w.Runner.TryReconfigure("Work", policy with { MaxAttempts = 9 }, out _).Should().BeTrue();
        StageOutcome outcome = w.Try(s_fails);
        (outcome.Attempts, outcome.Reason).Should().Be((2, StageReason.RetryBudgetExhausted));
        w.Runner.TryReconfigure("Work", Plain with { MaxAttempts = 1 }, out _).Should().BeTrue();
        w.Runner.TryReconfigure("Work", policy, out _).Should().BeTrue();
        w.Try(s_fails).Attempts.Should().Be(1, "going without a budget for a while refills nothing");
    }

    [Test]
    public void A_bulkhead_that_grows_lets_those_in_line_in_and_one_that_shrinks_lets_those_inside_finish()
    {
        StagePolicy policy = Plain with { Bulkhead = new BulkheadPolicy { MaxConcurrent = 1, MaxQueued = 5 } };
        using var w = new Workbench(policy);
        var script = new ScriptedStage(w.Time, Step.Delay(S(10), Step.Succeed()));
        w.Time.Run(async () =>
        {
            Task[] all = [.. Enumerable.Range(0, 4).Select(_ => w.Work.RunAsync(script.RunAsync).AsTask())];
            script.Running.Should().Be(1);
            w.Runner.TryReconfigure("Work", policy with { Bulkhead = new BulkheadPolicy { MaxConcurrent = 3, MaxQueued = 5 } }, out _).Should().BeTrue();
            script.Running.Should().Be(3);
            w.Runner.TryReconfigure("Work", policy with { Bulkhead = new BulkheadPolicy { MaxConcurrent = 2 } }, out _).Should().BeTrue();
            script.Running.Should().Be(3);
            await w.Time.DelayAsync(S(11));
            script.Running.Should().Be(1, "the one still in line got a place");
            Task fifth = w.Work.RunAsync(script.RunAsync).AsTask();
            script.Running.Should().Be(2);
            (await w.Work.TryRunAsync(script.RunAsync)).Reason.Should().Be(StageReason.BulkheadFull);
            await Task.WhenAll([.. all, fifth]);
        });
        script.PeakRunning.Should().Be(3);
    }

    [Test]
    public void A_bulkhead_that_was_away_still_knows_who_is_inside()
    {
        StagePolicy policy = Plain with { Bulkhead = new BulkheadPolicy { MaxConcurrent = 1 } };
        using var w = new Workbench(policy);
        w.Time.Run(async () =>
        {
            Task inside = w.Work.RunAsync(ct => w.Time.DelayAsync(S(10), ct)).AsTask();
            w.Runner.TryReconfigure("Work", Plain, out _).Should().BeTrue();
            (await w.Work.TryRunAsync(_ => default)).IsSuccess.Should().BeTrue();
            w.Runner.TryReconfigure("Work", policy, out _).Should().BeTrue();
            (await w.Work.TryRunAsync(_ => default)).Reason.Should().Be(StageReason.BulkheadFull);
            await inside;
            (await w.Work.TryRunAsync(_ => default)).IsSuccess.Should().BeTrue();
        });
    }

    [Test]
    public void A_shared_budget_keeps_one_set_of_numbers()
    {
        StagePolicy shared = Plain with { RetryBudget = new RetryBudgetPolicy { Target = "db", Initial = 2 } };
        using var w = new Workbench(shared, o => o.Policies["Other"] = shared);
        w.Runner.TryReconfigure("Work", shared with { RetryBudget = new RetryBudgetPolicy { Target = "db", Initial = 5 } }, out IReadOnlyList<string> problems).Should().BeFalse();
        problems.Should().Equal("RetryBudget of target 'db' has other numbers than that of the stage 'Other'; a shared budget needs the same.");
        w.Try(s_fails).Attempts.Should().Be(3);
        w.Time.Run(() => w.Runner["Other"].TryRunAsync(s_fails)).Reason.Should().Be(StageReason.RetryBudgetExhausted, "the bucket is one");
    }

    [Test]
    public void Reconfiguring_while_threads_execute_loses_no_place_and_mixes_no_policies()
    {
        StagePolicy small = Plain with { MaxAttempts = 2, Backoff = BackoffSchedule.Fixed(TimeSpan.Zero), Bulkhead = new BulkheadPolicy { MaxConcurrent = 2, MaxQueued = 1000 }, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = null, FailureRatio = 1, MinimumThroughput = 1_000_000 } };
        StagePolicy large = small with { MaxAttempts = 4, Bulkhead = new BulkheadPolicy { MaxConcurrent = 8, MaxQueued = 1000 }, CircuitBreaker = null, RetryBudget = new RetryBudgetPolicy { Initial = 1_000_000, Capacity = 1_000_000 } };
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            o.MaxConcurrentRetries = 100;
            o.Policies["Work"] = small;
        });
        StageExecutor work = runner["Work"];
        bool over = false;
        int good = 0;
        Task[] workers = [.. Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            for (int i = 0; i < 2000; i++)
            {
                bool fails = i % 3 == 0;
                StageOutcome outcome = await work.TryRunAsync(async _ =>
                {
                    if (i % 5 == 0) await Task.Yield();
                    if (fails) throw new IOException("x");
                });
                if (fails ? outcome.Attempts is 2 or 4 && outcome.Reason == StageReason.AttemptsExhausted : outcome.IsSuccess) Interlocked.Increment(ref good);
                else TestContext.Out.WriteLine($"worker {worker}, call {i}: {outcome}");
            }
        }))];
        Task reload = Task.Run(async () =>
        {
            for (int i = 0; !Volatile.Read(ref over); i++)
            {
                runner.TryReconfigure("Work", i % 2 == 0 ? large : small, out _).Should().BeTrue();
                runner.TryReconfigure("Work", large with { MaxAttempts = 0 }, out _).Should().BeFalse();
                await Task.Yield();
            }
        });
        Task.WaitAll(workers, TimeSpan.FromSeconds(60)).Should().BeTrue();
        Volatile.Write(ref over, true);
        reload.Wait(TimeSpan.FromSeconds(10)).Should().BeTrue();
        good.Should().Be(8000);
        runner.ConcurrentRetries.Should().Be(0);
        runner.TryReconfigure("Work", small with { Bulkhead = new BulkheadPolicy { MaxConcurrent = 1 } }, out _).Should().BeTrue();
        work.Runtime.Bulkhead!.Held.Should().Be(0);
        runner.CallbackFailures.Should().Be(0);
    }
}
