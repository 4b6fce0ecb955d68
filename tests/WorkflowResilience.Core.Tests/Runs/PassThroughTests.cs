using WorkflowResilience.Tests.Stages.Rules;

namespace WorkflowResilience.Tests.Runs;

[TestFixture]
public sealed class PassThroughTests
{
    private static readonly WorkflowRunner s_runner = WorkflowRunner.PassThrough;

    [Test]
    public async Task Any_stage_runs_once_with_the_callers_own_token()
    {
        using var caller = new CancellationTokenSource();
        int calls = 0;
        int result = await s_runner["NobodyConfiguredThis"].RunAsync(
            ct =>
            {
                calls++;
                ct.Should().Be(caller.Token);
                return new ValueTask<int>(42);
            },
            caller.Token);
        (result, calls).Should().Be((42, 1));
    }

    [Test]
    public async Task A_failure_is_not_retried_and_still_comes_as_one_of_the_librarys_exceptions()
    {
        int calls = 0;
        var boom = new TimeoutException("slow");
        Func<Task> run = () => s_runner["Work"].RunAsync(_ =>
        {
            calls++;
            throw boom;
        }).AsTask();
        StageFailedException thrown = (await run.Should().ThrowAsync<StageFailedException>()).Which;
        thrown.InnerException.Should().BeSameAs(boom);
        (thrown.Attempts, thrown.Failure.Kind, calls).Should().Be((1, FailureKind.Timeout, 1));
    }

    [Test]
    public async Task A_result_passes_whatever_a_policy_would_say_and_is_not_disposed()
    {
        var bad = new Probe();
        (await s_runner[WorkflowStage.CodeAnalysis].RunAsync(_ => new ValueTask<Probe>(bad))).Should().BeSameAs(bad);
        bad.Disposals.Should().Be(0);
    }

    [Test]
    public async Task A_call_cancelled_before_is_not_made_and_one_cancelled_during_ends_cancelled()
    {
        using var caller = new CancellationTokenSource();
        StageOutcome during = await s_runner["Work"].TryRunAsync(
            ct =>
            {
                caller.Cancel();
                ct.ThrowIfCancellationRequested();
                return default;
            },
            caller.Token);
        (during.Kind, during.Attempts).Should().Be((StageOutcomeKind.Cancelled, 1));
        int calls = 0;
        StageOutcome before = await s_runner["Work"].TryRunAsync(
            _ =>
            {
                calls++;
                return default(ValueTask);
            },
            caller.Token);
        (before.Kind, before.Attempts, calls).Should().Be((StageOutcomeKind.Cancelled, 0, 0));
    }

    [Test]
    public async Task Runs_work_and_report_and_disposing_it_does_nothing()
    {
        s_runner.Dispose();
        RunSummary summary = await s_runner.TryRunAsync("r", async run =>
        {
            WorkflowRun.Current.Should().BeSameAs(run);
            await run.StageAsync("A", _ => Task.CompletedTask);
            await run.StageAsync("B", _ => throw new IOException("x"));
        });
        summary.Stages.Select(s => (s.Stage.Name, s.Kind, s.Attempts)).Should().Equal(("A", StageOutcomeKind.Succeeded, 1), ("B", StageOutcomeKind.Failed, 1));
        WorkflowRun.Current.Should().BeNull();
    }

    [Test]
    public void An_unknown_stage_runs_under_the_default_policy_when_the_options_say_so()
    {
        using var w = new Workbench(configure: o =>
        {
            o.UnknownStages = UnknownStages.DefaultPolicy;
            o.DefaultPolicy = Workbench.Plain with { MaxAttempts = 2 };
        });
        StageExecutor other = w.Runner["Other"];
        w.Runner["Other"].Should().BeSameAs(other);
        w.Time.Run(() => other.TryRunAsync(_ => throw new IOException("x"))).Attempts.Should().Be(2);
        w.Try(_ => throw new IOException("x")).Attempts.Should().Be(3);
        w.Runner.Stages.Should().Equal("Other", "Work");
        w.Invoking(x => x.Runner[default(WorkflowStage)]).Should().Throw<ArgumentException>("no name is not an unknown name");
        Parallel.For(0, 64, i => w.Runner[$"S{i % 4}"].Should().BeSameAs(w.Runner[$"S{i % 4}"]));
    }
}
