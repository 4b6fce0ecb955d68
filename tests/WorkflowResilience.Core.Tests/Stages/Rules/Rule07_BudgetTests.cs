using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule07_BudgetTests
{
    [Test]
    public void A_retry_costs_a_token_and_a_success_earns_a_tenth()
    {
        using var bench = new Bench(Bench.Plain with { RetryBudget = new RetryBudgetPolicy() });
        RetryBudget budget = bench.Stage.Runtime.Budget!;

        bench.Try(bench.Script(Step.Fail(Bench.Broken), Step.Fail(Bench.Broken), Step.Succeed()));
        budget.Tokens.Should().BeApproximately(10 - 2 + 0.1, 1e-9);
        bench.Try(bench.Script(Step.Fail(new DivideByZeroException())));
        budget.Tokens.Should().BeApproximately(8.1, 1e-9, "a failure that is not retried costs nothing");
        bench.Try(bench.Script(Step.Succeed()));
        budget.Tokens.Should().BeApproximately(8.2, 1e-9);
    }

    [Test]
    public void The_token_is_taken_before_the_wait()
    {
        using var bench = new Bench(Bench.Plain with { RetryBudget = new RetryBudgetPolicy() });
        Task running = bench.Stage.TryRunAsync(bench.Script(Step.Fail(Bench.Broken), Step.Succeed()).RunAsync).AsTask();

        running.IsCompleted.Should().BeFalse();
        bench.Stage.Runtime.Budget!.Tokens.Should().Be(9);
        bench.Time.Advance(Bench.Seconds(1));
        running.IsCompleted.Should().BeTrue();
    }

    [Test]
    public void An_empty_budget_refuses_retries_but_no_first_call()
    {
        using var bench = new Bench(Bench.Plain with { RetryBudget = new RetryBudgetPolicy { Initial = 3 } });
        int calls = 0;
        List<StageReason> reasons = [];

        for (int i = 0; i < 10; i++)
        {
            reasons.Add(bench.Try(_ =>
            {
                calls++;
                throw Bench.Broken();
            }).Reason);
        }

        calls.Should().Be(10 + 3);
        reasons.Should().Equal([StageReason.AttemptsExhausted, .. Enumerable.Repeat(StageReason.RetryBudgetExhausted, 9)]);
        bench.Stage.Runtime.Budget!.Tokens.Should().Be(0);
    }

    [Test]
    public void A_retry_that_the_budget_refuses_does_not_count_for_its_run_and_one_that_ran_before_does()
    {
        using var bench = new Bench(Bench.Plain with { RetryBudget = new RetryBudgetPolicy { Initial = 1 } });

        RunSummary summary = bench.Time.Run(() => bench.Runner.TryRunAsync("r", async run =>
        {
            for (int i = 0; i < 3; i++) await run.TryStageAsync(Bench.StageName, ct => throw Bench.Broken());
        }));

        summary.Retries.Should().Be(1);
        summary.Stages.Select(s => s.Attempts).Should().Equal(2, 1, 1);
        bench.Stage.Runtime.Budget!.Tokens.Should().Be(0);
    }

    [Test]
    public void A_retry_cancelled_in_its_wait_gives_everything_back()
    {
        using var bench = new Bench(Bench.Plain with { RetryBudget = new RetryBudgetPolicy() });
        using var source = new CancellationTokenSource();

        RunSummary summary = bench.Time.Run(() =>
        {
            _ = bench.Time.CreateTimer(_ => source.Cancel(), null, Bench.Seconds(0.5), Timeout.InfiniteTimeSpan);
            return bench.Runner.TryRunAsync("r", async run => await run.TryStageAsync(Bench.StageName, ct => throw Bench.Broken()), null, source.Token);
        });

        bench.Time.Elapsed.Should().Be(Bench.Seconds(0.5), "a cancellation ends the wait at once");
        bench.Stage.Runtime.Budget!.Tokens.Should().Be(10);
        summary.Retries.Should().Be(0);
    }

    [Test]
    public void A_second_retry_that_does_not_start_gives_back_its_own_token_only()
    {
        using var bench = new Bench(Bench.Plain with { RetryBudget = new RetryBudgetPolicy() });
        using var source = new CancellationTokenSource();

        RunSummary summary = bench.Time.Run(() =>
        {
            _ = bench.Time.CreateTimer(_ => source.Cancel(), null, Bench.Seconds(1.5), Timeout.InfiniteTimeSpan);
            return bench.Runner.TryRunAsync("r", async run => await run.TryStageAsync(Bench.StageName, ct => throw Bench.Broken()), null, source.Token);
        });

        bench.Stage.Runtime.Budget!.Tokens.Should().Be(9);
        summary.Retries.Should().Be(1);
    }

    [Test]
    public void A_retry_that_the_hosts_limit_refuses_gives_everything_back()
    {
        using var bench = new Bench(Bench.Plain with { RetryBudget = new RetryBudgetPolicy() }, o =>
        {
            o.MaxConcurrentRetries = 1;
            o.Policies["Hog"] = Bench.Plain with { AttemptTimeout = null };
        });
        ScriptedStage hog = bench.Script(Step.Fail(Bench.Broken), Step.HangIgnoringCancellation(Step.Succeed()));

        RunSummary summary = bench.Time.Run(async () =>
        {
            Task hogging = bench.Runner["Hog"].RunAsync(hog.RunAsync).AsTask();
            RunSummary ended = await bench.Runner.TryRunAsync("r", async run => await run.TryStageAsync(Bench.StageName, ct => throw Bench.Broken()));
            hog.Release();
            await hogging;
            return ended;
        });

        summary.Stages[0].Reason.Should().Be(StageReason.HostRetryLimit);
        bench.Stage.Runtime.Budget!.Tokens.Should().Be(10);
        summary.Retries.Should().Be(0);
    }

    [Test]
    public void A_retry_that_the_circuit_refuses_gives_everything_back_and_leaves_its_places([Values] bool isolated)
    {
        using var bench = new Bench(Bench.Plain with
        {
            RetryBudget = new RetryBudgetPolicy(),
            Bulkhead = new BulkheadPolicy { MaxConcurrent = 1 },
            CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = isolated ? 100 : 1 },
        });
        int calls = 0;

        RunSummary summary = bench.Time.Run(() => bench.Runner.TryRunAsync("r", async run => await run.TryStageAsync(Bench.StageName, ct =>
        {
            calls++;
            if (isolated) bench.Stage.Circuit!.Isolate();
            throw Bench.Broken();
        })));

        calls.Should().Be(1);
        summary.Stages[0].Reason.Should().Be(isolated ? StageReason.CircuitIsolated : StageReason.CircuitOpen);
        summary.Stages[0].Attempts.Should().Be(1);
        bench.Stage.Runtime.Budget!.Tokens.Should().Be(10);
        summary.Retries.Should().Be(0);
        bench.Runner.ConcurrentRetries.Should().Be(0);
        bench.Stage.Runtime.Bulkhead!.Held.Should().Be(0);
    }

    [Test]
    public void A_retry_that_the_bulkhead_refuses_gives_everything_back_and_leaves_its_place()
    {
        using var bench = new Bench(Bench.Plain with { RetryBudget = new RetryBudgetPolicy(), Bulkhead = new BulkheadPolicy { MaxConcurrent = 1 } });
        ScriptedStage hog = bench.Script(Step.HangIgnoringCancellation(Step.Succeed()));

        RunSummary summary = bench.Time.Run(async () =>
        {
            Task<RunSummary> running = bench.Runner.TryRunAsync("r", async run => await run.TryStageAsync(Bench.StageName, ct => throw Bench.Broken()));
            Task hogging = bench.Stage.RunAsync(hog.RunAsync).AsTask();
            RunSummary ended = await running;
            hog.Release();
            await hogging;
            return ended;
        });

        summary.Stages[0].Reason.Should().Be(StageReason.BulkheadFull);
        summary.Retries.Should().Be(0);
        bench.Stage.Runtime.Budget!.Tokens.Should().BeApproximately(10.1, 1e-9, "the other call succeeded");
        bench.Runner.ConcurrentRetries.Should().Be(0);
        bench.Stage.Runtime.Bulkhead!.Held.Should().Be(0);
    }

    [Test]
    public void Stages_that_name_one_target_draw_on_one_budget_and_others_do_not()
    {
        var shared = new RetryBudgetPolicy { Initial = 2, Target = "registry" };
        using var bench = new Bench(Bench.Plain with { RetryBudget = shared }, o =>
        {
            o.Policies["Push"] = Bench.Plain with { RetryBudget = shared };
            o.Policies["Alone"] = Bench.Plain with { RetryBudget = shared with { Target = null } };
            o.Policies["registry"] = Bench.Plain with { RetryBudget = shared with { Target = null } };
        });

        bench.Time.Run(async () =>
        {
            (await bench.Stage.TryRunAsync(ct => throw Bench.Broken())).Attempts.Should().Be(3);
            (await bench.Runner["Push"].TryRunAsync(ct => throw Bench.Broken())).Reason.Should().Be(StageReason.RetryBudgetExhausted);
            (await bench.Runner["Alone"].TryRunAsync(ct => throw Bench.Broken())).Attempts.Should().Be(3);
            (await bench.Runner["registry"].TryRunAsync(ct => throw Bench.Broken())).Attempts.Should().Be(3, "a stage of the target's name has a bucket of its own");
        });
    }

    [Test]
    public void Through_the_executor_calls_stay_below_1_plus_r_plus_B_over_n_times_the_first_calls([Range(1, 8)] int seed)
    {
        var random = new Random(seed);
        var policy = new RetryBudgetPolicy { DepositPerSuccess = random.Next(6) / 10.0, Initial = random.Next(11) };
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 5, RetryBudget = policy, Backoff = BackoffSchedule.Fixed(TimeSpan.Zero) });
        double failing = random.NextDouble();
        int calls = 0;
        for (int firsts = 1; firsts <= 1500; firsts++)
        {
            bench.Try(_ =>
            {
                calls++;
                return random.NextDouble() < failing ? throw Bench.Broken() : default(ValueTask);
            });
            calls.Should().BeLessThanOrEqualTo((int)Math.Floor((firsts * (1 + policy.DepositPerSuccess)) + policy.Initial + 1e-3), "seed {0}, {1} first calls", seed, firsts);
        }
    }
}
