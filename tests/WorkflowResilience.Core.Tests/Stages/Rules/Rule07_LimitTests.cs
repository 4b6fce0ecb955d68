using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule07_LimitTests
{
    [Test]
    public void A_run_has_10_retries_over_all_its_stages_and_first_calls_are_never_refused()
    {
        using var bench = new Bench(Bench.Plain);
        List<StageOutcome> outcomes = [];
        int calls = 0;

        RunSummary summary = bench.Time.Run(() => bench.Runner.TryRunAsync("r", async run =>
        {
            for (int i = 0; i < 20; i++)
            {
                outcomes.Add(await run.TryStageAsync(Bench.StageName, ct =>
                {
                    calls++;
                    throw Bench.Broken();
                }));
            }
        }));

        calls.Should().Be(20 + 10);
        summary.Retries.Should().Be(10);
        outcomes.Select(o => o.Reason).Should().Equal([.. Enumerable.Repeat(StageReason.AttemptsExhausted, 5), .. Enumerable.Repeat(StageReason.RunRetryLimit, 15)]);
        outcomes[19].Invoking(o => o.ThrowIfNotSuccessful()).Should().Throw<RetryLimitException>().Which.InnerException.Should().BeOfType<ClassifiedFailureException>();
        bench.Count(ResilienceEventKinds.CallRejected).Should().Be(0);
        bench.Observer.Of(ResilienceEventKinds.RetryRefused).Select(e => e.Reason).Should().AllBeEquivalentTo(StageReason.RunRetryLimit).And.HaveCount(15);
    }

    [Test]
    public void No_retry_starts_after_the_runs_time_but_one_at_its_last_moment_does([Values] bool late)
    {
        TimeSpan wait = Bench.Seconds(3600 - 1000) + TimeSpan.FromTicks(late ? 1 : 0);
        using var bench = new Bench(Bench.Plain with { AttemptTimeout = null, Backoff = BackoffSchedule.Fixed(wait) });
        ScriptedStage script = bench.Script(Step.Delay(Bench.Seconds(1000), Step.Fail(Bench.Broken)), Step.Succeed());
        StageOutcome outcome = default, first = default;

        bench.Time.Run(() => bench.Runner.TryRunAsync("r", async run =>
        {
            outcome = await run.TryStageAsync(Bench.StageName, script.RunAsync);
            await bench.Time.DelayAsync(TimeSpan.FromHours(2));
            first = await run.TryStageAsync(Bench.StageName, ct => default(ValueTask));
        }));

        outcome.Reason.Should().Be(late ? StageReason.RunTimeLimit : StageReason.None);
        if (late) outcome.History[0].Wait.Should().Be(TimeSpan.Zero, "it is refused at once");
        first.IsSuccess.Should().BeTrue("first calls are never refused");
    }

    [Test]
    public void A_retry_that_the_hosts_line_made_too_late_for_its_run_does_not_start()
    {
        using var bench = new Bench(Bench.Plain, o =>
        {
            o.MaxConcurrentRetries = 1;
            o.RunLimits = new RunLimits { MaxRetryTime = Bench.Seconds(5) };
            o.Policies["Other"] = Bench.Plain;
        });
        ScriptedStage other = bench.Script(Step.Fail(Bench.Broken), Step.Delay(Bench.Seconds(8), Step.Succeed()));
        ScriptedStage script = bench.Script(Step.Fail(Bench.Broken), Step.Succeed());
        StageOutcome outcome = default;

        RunSummary summary = bench.Time.Run(async () =>
        {
            Task<StageOutcome> first = bench.Runner["Other"].TryRunAsync(other.RunAsync).AsTask();
            RunSummary ended = await bench.Runner.TryRunAsync("r", async run => outcome = await run.TryStageAsync(Bench.StageName, script.RunAsync));
            await first;
            return ended;
        });

        outcome.Reason.Should().Be(StageReason.RunTimeLimit);
        script.CallCount.Should().Be(1);
        summary.Retries.Should().Be(0, "it never started");
        bench.Runner.ConcurrentRetries.Should().Be(0);
    }

    [Test]
    public void Outside_a_run_there_is_no_limit_of_a_run()
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 50 });
        bench.Try(bench.Script(Step.Fail(Bench.Broken))).Attempts.Should().Be(50);
    }

    [Test]
    public void Five_retries_run_at_once_in_a_host_and_the_others_come_first_come_first_served()
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 2, AttemptTimeout = null, Backoff = BackoffSchedule.Custom("told", (_, _, _) => Bench.Seconds(1)) });
        List<int> order = [];
        int running = 0, peak = 0;

        bench.Time.Run(() => Task.WhenAll(Enumerable.Range(0, 23).Select(async n =>
        {
            // Each fails a moment after the one before, so that the order in which their waits end is known.
            await bench.Time.DelayAsync(TimeSpan.FromMilliseconds(n + 1));
            int calls = 0;
            await bench.Stage.RunAsync(async ct =>
            {
                if (++calls == 1) throw Bench.Broken();
                order.Add(n);
                peak = Math.Max(peak, ++running);
                bench.Runner.ConcurrentRetries.Should().BeGreaterThanOrEqualTo(running).And.BeLessThanOrEqualTo(5);
                await bench.Time.DelayAsync(Bench.Seconds(10 + (n % 3)), CancellationToken.None);
                running--;
            });
        })));

        peak.Should().Be(5);
        order.Should().Equal(Enumerable.Range(0, 23));
        bench.Runner.ConcurrentRetries.Should().Be(0);
    }

    [Test]
    public void First_calls_need_no_place_among_the_retries()
    {
        using var bench = new Bench(Bench.Plain with { AttemptTimeout = null }, o => o.MaxConcurrentRetries = 1);
        int running = 0, peak = 0;
        bench.Time.Run(() => Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => await bench.Stage.RunAsync(async ct =>
        {
            peak = Math.Max(peak, ++running);
            bench.Runner.ConcurrentRetries.Should().Be(0);
            await bench.Time.DelayAsync(Bench.Seconds(1), ct);
            running--;
        }))));
        peak.Should().Be(50);
    }

    [Test]
    public void A_place_is_not_held_during_the_wait_nor_after_the_delegate_ended()
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 4 });
        List<int> held = [];
        ScriptedStage script = bench.Script(Step.Fail(Bench.Broken));

        bench.Time.Run(async () =>
        {
            using ITimer probe = bench.Time.CreateTimer(_ => held.Add(bench.Runner.ConcurrentRetries), null, Bench.Seconds(0.5), Bench.Seconds(1));
            await bench.Stage.TryRunAsync(async ct =>
            {
                await bench.Time.DelayAsync(Bench.Seconds(1), ct);
                throw Bench.Broken();
            });
        });

        held.Should().Equal(0, 0, 1, 0, 1, 0, 1);
        bench.Runner.ConcurrentRetries.Should().Be(0);
    }

    [TestCase(null, 300, 301)]
    [TestCase(100, 300, 100)]
    [TestCase(null, 20, 21)]
    [TestCase(100, 20, 21)]
    [TestCase(null, 0, 1)]
    public void A_retry_waits_for_its_place_no_longer_than_the_deadline_and_the_longest_wait(int? total, int queue, int endsAt)
    {
        using var bench = new Bench(Bench.Plain with { TotalTimeout = total is { } t ? Bench.Seconds(t) : null }, o =>
        {
            o.MaxConcurrentRetries = 1;
            o.MaxRetryQueueTime = Bench.Seconds(queue);
            o.Policies["Hog"] = Bench.Plain with { AttemptTimeout = null };
        });
        ScriptedStage hog = bench.Script(Step.Fail(Bench.Broken), Step.HangIgnoringCancellation(Step.Succeed()));

        bench.Time.Run(async () =>
        {
            Task hogging = bench.Runner["Hog"].RunAsync(hog.RunAsync).AsTask();
            StageOutcome outcome = await bench.Stage.TryRunAsync(bench.Script(Step.Fail(Bench.Broken)).RunAsync);
            outcome.Reason.Should().Be(StageReason.HostRetryLimit);
            outcome.Failure!.Kind.Should().Be(FailureKind.Network, "the last failure is not hidden");
            bench.Time.Elapsed.Should().Be(Bench.Seconds(endsAt));
            hog.Release();
            await hogging;
        });
        bench.Runner.ConcurrentRetries.Should().Be(0);
    }

    [Test]
    public void A_caller_that_cancels_in_the_line_is_released_and_leaves_the_line()
    {
        using var bench = new Bench(Bench.Plain with { RetryBudget = new RetryBudgetPolicy() }, o =>
        {
            o.MaxConcurrentRetries = 1;
            o.Policies["Hog"] = Bench.Plain with { AttemptTimeout = null };
        });
        using var source = new CancellationTokenSource();
        ScriptedStage hog = bench.Script(Step.Fail(Bench.Broken), Step.HangIgnoringCancellation(Step.Succeed()));

        bench.Time.Run(async () =>
        {
            Task hogging = bench.Runner["Hog"].RunAsync(hog.RunAsync).AsTask();
            using ITimer cancelling = bench.Time.CreateTimer(_ => source.Cancel(), null, Bench.Seconds(7), Timeout.InfiniteTimeSpan);
            StageOutcome outcome = await bench.Stage.TryRunAsync(bench.Script(Step.Fail(Bench.Broken)).RunAsync, source.Token);
            outcome.Reason.Should().Be(StageReason.Cancelled);
            bench.Time.Elapsed.Should().Be(Bench.Seconds(7));
            bench.Runner.HostRetries.Queued.Should().Be(0);
            bench.Stage.Runtime.Budget!.Tokens.Should().Be(10, "the retry never started");
            hog.Release();
            await hogging;
        });
        bench.Runner.ConcurrentRetries.Should().Be(0);
    }

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
