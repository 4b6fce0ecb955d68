using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Runs;

[TestFixture]
public sealed class WorkflowRunTests
{
    private static readonly Func<CancellationToken, ValueTask> s_fails = _ => throw new IOException("reset by peer");

    [Test]
    public void A_run_knows_its_id_name_parameters_and_values()
    {
        using var w = new Workbench();
        var given = new Dictionary<string, string>(StringComparer.Ordinal) { ["branch"] = "main" };
        using var source = new CancellationTokenSource();
        w.Time.Run(() => w.Runner.RunAsync(
            "build-42",
            run =>
            {
                (run.Id, run.WorkflowName, run.Workflow, run.CancellationToken).Should().Be(("build-42", "ci", null, source.Token));
                given["branch"] = "other";
                run.Parameters.Should().Equal(new Dictionary<string, string> { ["branch"] = "main" });
                run.Values["x"] = 5;
                WorkflowRun.Current!.Values["x"].Should().Be(5);
                return Task.CompletedTask;
            },
            new RunOptions { WorkflowName = "ci", Parameters = given },
            source.Token));
    }

    [Test]
    public void A_stage_falls_back_to_the_runs_token_also_through_an_executor_that_is_held()
    {
        using var w = new Workbench();
        using var source = new CancellationTokenSource();
        StageExecutor held = w.Runner["Work"];
        RunSummary summary = w.Time.Run(() => w.Runner.TryRunAsync(
            "r",
            async _ =>
            {
                ValueTask running = held.RunAsync(ct => new ValueTask(w.Time.DelayAsync(S(60), ct)));
                source.Cancel();
                await running;
            },
            cancellationToken: source.Token));
        summary.Kind.Should().Be(StageOutcomeKind.Cancelled);
        w.Time.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Test]
    public void The_current_run_is_set_in_the_body_and_restored_for_the_caller()
    {
        using var w = new Workbench();
        w.Time.Run(async () =>
        {
            WorkflowRun.Current.Should().BeNull();
            Task<RunSummary> running = w.Runner.RunAsync("a", async run =>
            {
                WorkflowRun.Current.Should().BeSameAs(run);
                await run.StageAsync("Work", async _ =>
                {
                    WorkflowRun.Current.Should().BeSameAs(run);
                    await w.Time.DelayAsync(S(1));
                    WorkflowRun.Current.Should().BeSameAs(run);
                });
                await w.Time.DelayAsync(S(1));
                WorkflowRun.Current.Should().BeSameAs(run);
            });
            WorkflowRun.Current.Should().BeNull();
            await running;
            WorkflowRun.Current.Should().BeNull();
            await w.Runner.TryRunAsync("b", _ => throw new IOException("x"));
            WorkflowRun.Current.Should().BeNull("also after a body that throws at once");
        });
    }

    [Test]
    public void A_run_inside_a_run_has_its_own_limits_and_reports_and_the_outer_one_is_current_again_after_it()
    {
        using var w = new Workbench();
        RunSummary? inner = null;
        RunSummary outer = w.Time.Run(() => w.Runner.RunAsync("outer", async run =>
        {
            inner = await w.Runner.TryRunAsync("inner", async r => await r.StageAsync("Work", s_fails), new RunOptions { Limits = new RunLimits { MaxRetries = 1 } });
            WorkflowRun.Current.Should().BeSameAs(run);
            await w.Work.TryRunAsync(s_fails);
        }));
        inner!.Failure!.Reason.Should().Be(StageReason.RunRetryLimit);
        (inner.RunId, inner.Retries, inner.Stages.Count).Should().Be(("inner", 1, 1));
        (outer.RunId, outer.Retries, outer.Stages.Count).Should().Be(("outer", 2, 1));
    }

    [Test]
    public void An_executor_in_hand_counts_for_the_run_it_is_called_in_and_not_for_a_run_of_another_runner()
    {
        using Workbench w = new(), other = new();
        RunSummary summary = w.Time.Run(() => w.Runner.RunAsync("r", async _ =>
        {
            await w.Work.RunAsync(_ => default);
            await other.Work.RunAsync(_ => default);
        }));
        summary.Stages.Should().ContainSingle().Which.Stage.Should().Be((WorkflowStage)"Work");
    }

    [Test]
    public void Executions_of_a_stage_are_numbered_in_a_run_from_0_also_side_by_side()
    {
        using var w = new Workbench(configure: o => o.Policies["Other"] = Plain);
        RunSummary summary = w.Time.Run(() => w.Runner.RunAsync("r", async run =>
        {
            await run.StageAsync("Work", _ => default);
            await Task.WhenAll(Enumerable.Range(0, 5).Select(i => run.StageAsync("Work", ct => w.Time.DelayAsync(S(5 - i), ct)).AsTask()));
            await run.StageAsync("Other", _ => default);
        }));
        summary.Stages.Where(s => s.Stage == "Work").Select(s => s.Occurrence).Should().Equal(0, 5, 4, 3, 2, 1);
        summary.Stages[^1].Occurrence.Should().Be(0);
        summary.Stages.Select(s => s.Start).Should().OnlyContain(t => t == TimeSpan.Zero || t == S(5));
        summary.Duration.Should().Be(S(5));
    }

    [Test]
    public void Retries_of_a_run_are_limited_over_all_its_stages_and_first_calls_never()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 4 }, o => o.RunLimits = new RunLimits { MaxRetries = 5 });
        int calls = 0;
        RunSummary summary = w.Time.Run(() => w.Runner.RunAsync("r", async run =>
        {
            for (int i = 0; i < 6; i++)
            {
                await run.TryStageAsync("Work", _ =>
                {
                    calls++;
                    throw new IOException("x");
                });
            }
        }));
        calls.Should().Be(6 + 5);
        summary.Retries.Should().Be(5);
        summary.Stages.Select(s => s.Attempts).Should().Equal(4, 3, 1, 1, 1, 1);
        summary.Stages.Select(s => s.Reason).Should().Equal([StageReason.AttemptsExhausted, .. Enumerable.Repeat(StageReason.RunRetryLimit, 5)]);
    }

    [Test]
    public void No_retry_starts_after_the_runs_time_is_over_but_first_calls_do()
    {
        using var w = new Workbench(Plain with { Backoff = BackoffSchedule.Fixed(S(10)) });
        RunSummary summary = w.Time.Run(() => w.Runner.RunAsync(
            "r",
            async run =>
            {
                await run.TryStageAsync("Work", s_fails);
                await run.TryStageAsync("Work", s_fails);
            },
            new RunOptions { Limits = new RunLimits { MaxRetryTime = S(10) } }));
        summary.Stages.Select(s => (s.Attempts, s.Reason)).Should().Equal((2, StageReason.RunTimeLimit), (1, StageReason.RunTimeLimit));
        w.Time.Elapsed.Should().Be(S(10), "a retry that would start too late is refused before its wait");
    }

    [Test]
    public void The_default_limits_are_10_retries_and_an_hour()
    {
        RunLimits.Default.Should().Be(new RunLimits { MaxRetries = 10, MaxRetryTime = TimeSpan.FromHours(1) });
    }

    [Test]
    public void A_run_ends_succeeded_also_when_its_body_copes_with_failures()
    {
        using var w = new Workbench();
        RunSummary summary = w.Time.Run(() => w.Runner.TryRunAsync("r", async run => await run.TryStageAsync("Work", s_fails)));
        summary.Kind.Should().Be(StageOutcomeKind.Succeeded);
        (summary.Failure, summary.ErrorText).Should().Be((null, null));
        summary.Stages.Single().Kind.Should().Be(StageOutcomeKind.Failed);
    }

    [Test]
    public void RunAsync_throws_what_the_body_throws_as_it_is_and_TryRunAsync_tells_it()
    {
        using var w = new Workbench();
        var boom = new InvalidOperationException("the body's own");
        w.Invoking(x => x.Time.Run(() => x.Runner.RunAsync("r", _ => throw boom))).Should().Throw<InvalidOperationException>().Which.Should().BeSameAs(boom);
        RunSummary summary = w.Time.Run(() => w.Runner.TryRunAsync("r", _ => throw boom));
        (summary.Kind, summary.Failure, summary.ErrorText).Should().Be((StageOutcomeKind.Failed, null, "InvalidOperationException: the body's own"));

        summary = w.Time.Run(() => w.Runner.TryRunAsync("r", async run => await run.StageAsync("Work", s_fails)));
        summary.Failure!.Reason.Should().Be(StageReason.AttemptsExhausted);
        summary.Failure.RunId.Should().Be("r");
        summary.ErrorText.Should().StartWith("Stage 'Work' of run 'r' failed (attempts-exhausted");
    }

    [Test]
    public void RunAsync_of_T_returns_the_bodys_result()
    {
        using var w = new Workbench();
        w.Time.Run(() => w.Runner.RunAsync("r", async run => await run.StageAsync("Work", _ => new ValueTask<int>(42)))).Should().Be(42);
        w.Time.Run(() => w.Runner.RunAsync("r", _ => Task.FromResult("text"))).Should().Be("text");
    }

    [Test]
    public void A_run_that_its_caller_cancels_ends_cancelled_and_its_stages_got_the_token()
    {
        using var w = new Workbench();
        using var caller = new CancellationTokenSource();
        using ITimer timer = w.Time.CreateTimer(_ => caller.Cancel(), null, S(3), Timeout.InfiniteTimeSpan);
        RunSummary summary = w.Time.Run(() => w.Runner.TryRunAsync(
            "r", async run => await run.StageAsync("Work", ct => w.Time.DelayAsync(S(100), ct)), cancellationToken: caller.Token));
        summary.Kind.Should().Be(StageOutcomeKind.Cancelled);
        summary.Stages.Single().Kind.Should().Be(StageOutcomeKind.Cancelled);
        summary.Duration.Should().Be(S(3));
    }

    [Test]
    public void A_cancellation_that_is_not_the_callers_fails_the_run()
    {
        using var w = new Workbench();
        w.Time.Run(() => w.Runner.TryRunAsync("r", _ => throw new OperationCanceledException())).Kind.Should().Be(StageOutcomeKind.Failed);
    }

    [Test]
    public void A_stage_given_a_token_of_its_own_gets_that_one()
    {
        using var w = new Workbench();
        using CancellationTokenSource ofRun = new(), own = new();
        own.Cancel();
        RunSummary summary = w.Time.Run(() => w.Runner.RunAsync(
            "r",
            async run =>
            {
                (await run.TryStageAsync("Work", _ => default, own.Token)).Kind.Should().Be(StageOutcomeKind.Cancelled);
                (await run.TryStageAsync("Work", _ => default)).IsSuccess.Should().BeTrue();
            },
            cancellationToken: ofRun.Token));
        summary.Stages.Select(s => (s.Kind, s.Attempts)).Should().Equal((StageOutcomeKind.Cancelled, 0), (StageOutcomeKind.Succeeded, 1));
    }

    [Test]
    public void A_workflow_lets_only_its_stages_run()
    {
        using var w = new Workbench(configure: o => o.Policies["Other"] = Plain);
        WorkflowDefinition workflow = WorkflowDefinition.Create("ci", new StageDefinition("Work"));
        RunSummary summary = w.Time.Run(() => w.Runner.TryRunAsync("r", async run => await run.StageAsync("Other", _ => default), new RunOptions { Workflow = workflow }));
        summary.WorkflowName.Should().Be("ci");
        summary.Failure!.Reason.Should().Be(StageReason.NotConfigured);
        summary.Failure.Message.Should().Be("The workflow 'ci' has no such stage. There are: Work.");
    }

    [Test]
    public void The_summary_so_far_can_be_read_while_the_run_runs()
    {
        using var w = new Workbench();
        w.Time.Run(() => w.Runner.RunAsync("r", async run =>
        {
            await run.TryStageAsync("Work", s_fails);
            RunSummary sofar = run.Summary();
            (sofar.Stages.Count, sofar.Retries, sofar.Duration).Should().Be((1, 2, S(2)));
            await run.TryStageAsync("Work", _ => default);
            sofar.Stages.Should().HaveCount(1, "it is a copy");
        }));
    }

    [Test]
    public void Stages_of_one_run_may_run_on_many_threads()
    {
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            o.Policies["Work"] = Plain with { Backoff = BackoffSchedule.Fixed(TimeSpan.Zero) };
            o.MaxConcurrentRetries = 100;
        });
        Task<RunSummary> running = runner.RunAsync(
            "r",
            run => Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
            {
                for (int i = 0; i < 100; i++)
                {
                    await run.TryStageAsync("Work", s_fails);
                    run.Log.Add(RunLogLevel.Debug, "w", $"{worker}/{i}");
                }
            }))),
            new RunOptions { Limits = new RunLimits { MaxRetries = 1000 } });
        running.Wait(TimeSpan.FromSeconds(60)).Should().BeTrue();
        RunSummary summary = running.Result;
        summary.Retries.Should().Be(1000, "800 executions want two each");
        summary.Stages.Should().HaveCount(800);
        summary.Stages.Sum(s => s.Attempts).Should().Be(1800);
        summary.Stages.Select(s => s.Occurrence).Should().OnlyHaveUniqueItems();
        runner.ConcurrentRetries.Should().Be(0);
    }

    [Test]
    public void A_hundred_runs_side_by_side_keep_their_own_current_run()
    {
        using var w = new Workbench(configure: o => o.MaxConcurrentRetries = 3);
        w.Time.Run(() => Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            int calls = 0;
            RunSummary summary = await w.Runner.RunAsync($"run-{i}", async run => await w.Work.RunAsync(async ct =>
            {
                WorkflowRun.Current!.Id.Should().Be($"run-{i}");
                await w.Time.DelayAsync(TimeSpan.FromMilliseconds(i % 7), ct);
                WorkflowRun.Current!.Id.Should().Be($"run-{i}");
                if (++calls < 3) throw new IOException("x");
            }));
            (summary.RunId, summary.Retries, summary.Stages.Single().Attempts).Should().Be(($"run-{i}", 2, 3));
        })));
    }
}
