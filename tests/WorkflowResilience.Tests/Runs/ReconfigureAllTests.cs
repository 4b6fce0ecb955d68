using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Runs;

/// <summary>A runner takes over other options as a whole, without any configuration system.</summary>
[TestFixture]
public sealed class ReconfigureAllTests
{
    private static readonly StagePolicy s_plain = new() { RetryBudget = null, Conditions = [RetryCondition.Anything], Backoff = BackoffSchedule.Fixed(TimeSpan.FromSeconds(1)) };

    [Test]
    public void What_a_host_put_into_Problems_refuses_the_options_with_everything_else()
    {
        using WorkflowRunner runner = WorkflowRunner.Create();
        WorkflowRunnerOptions options = new() { LogCapacity = -1 };
        options.Problems.Add("The database of settings is not reachable.");

        runner.TryReconfigure(options, out IReadOnlyList<string> problems).Should().BeFalse();

        problems.Should().Equal("The database of settings is not reachable.", "LogCapacity is -1; it must be from 0 to 100000.").And.Equal(options.Validate());
        FluentActions.Invoking(() => WorkflowRunner.Create(options)).Should().Throw<ResilienceConfigurationException>().Which.Problems.Should().Equal(problems);
    }

    [Test]
    public void The_pass_through_runner_and_a_disposed_one_follow_nothing()
    {
        WorkflowRunner.PassThrough.TryReconfigure(new WorkflowRunnerOptions(), out IReadOnlyList<string> problems).Should().BeFalse();
        problems.Should().Equal("The pass-through runner follows no policy; make a runner with WorkflowRunner.Create.");
        WorkflowRunner runner = WorkflowRunner.Create();
        runner.Dispose();
        runner.Invoking(r => r.TryReconfigure(new WorkflowRunnerOptions(), out _)).Should().Throw<ObjectDisposedException>();
        runner.Invoking(r => r.TryReconfigure(null!, out _)).Should().Throw<ArgumentNullException>().WithParameterName("options");
    }

    [Test]
    public void A_stage_whose_policy_says_the_same_is_not_touched_and_not_told()
    {
        RecordingObserver seen = new(ResilienceEventKinds.PolicyChanged);
        using WorkflowRunner runner = WorkflowRunner.Create(o => Fill(o).Observers.Add(seen));
        StagePolicy before = runner["Work"].Policy;

        runner.TryReconfigure(Fill(new WorkflowRunnerOptions()), out _).Should().BeTrue();

        runner["Work"].Policy.Should().BeSameAs(before);
        seen.Events.Should().BeEmpty();
    }

    [Test]
    public void An_execution_under_way_finishes_under_the_policy_it_began_with()
    {
        ManualTimeProvider time = new();
        using WorkflowRunner runner = WorkflowRunner.Create(o => Fill(o).TimeProvider = time);
        int calls = 0;

        time.Run(async () => (await runner["Work"].TryRunAsync(_ =>
        {
            if (++calls == 1) runner.TryReconfigure(Fill(new WorkflowRunnerOptions(), s_plain with { MaxAttempts = 1 }), out IReadOnlyList<string> _).Should().BeTrue();
            throw new IOException("x");
        })).IsSuccess.Should().BeFalse());

        calls.Should().Be(3);
        runner["Work"].Policy.MaxAttempts.Should().Be(1);
    }

    [Test]
    public void More_places_for_retries_let_those_that_wait_in_at_once()
    {
        ManualTimeProvider time = new();
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            Fill(o).TimeProvider = time;
            o.MaxConcurrentRetries = 1;
        });
        int retried = 0;
        time.Run(async () =>
        {
            Task[] both = [.. Enumerable.Range(0, 2).Select(_ => Retried().AsTask())];
            await time.DelayAsync(TimeSpan.FromSeconds(5));
            retried.Should().Be(1, "there is one place");
            runner.TryReconfigure(More(), out IReadOnlyList<string> _).Should().BeTrue();
            retried.Should().Be(2);
            await Task.WhenAll(both);
        });

        async ValueTask Retried()
        {
            bool first = true;
            await runner["Work"].RunAsync(async ct =>
            {
                if (first)
                {
                    first = false;
                    throw new IOException("x");
                }

                retried++;
                await time.DelayAsync(TimeSpan.FromSeconds(20), ct);
            });
        }

        static WorkflowRunnerOptions More()
        {
            WorkflowRunnerOptions options = Fill(new WorkflowRunnerOptions());
            options.MaxConcurrentRetries = 2;
            return options;
        }
    }

    [Test]
    public void The_line_of_a_run_s_log_and_the_default_policy_follow()
    {
        using WorkflowRunner runner = WorkflowRunner.Create(o => Fill(o));
        runner.Invoking(r => r["Other"]).Should().Throw<StageNotConfiguredException>();
        WorkflowRunnerOptions options = Fill(new WorkflowRunnerOptions());
        (options.UnknownStages, options.DefaultPolicy) = (UnknownStages.DefaultPolicy, s_plain);
        runner.TryReconfigure(options, out _).Should().BeTrue();
        runner["Other"].Policy.Should().BeSameAs(s_plain);

        runner.TryReconfigure("Other", s_plain with { MaxAttempts = 9 }, out _).Should().BeTrue();
        options.DefaultPolicy = s_plain with { MaxAttempts = 2 };
        runner.TryReconfigure(options, out _).Should().BeTrue();
        runner["Other"].Policy.MaxAttempts.Should().Be(9, "it was given a policy of its own");

        options.UnknownStages = UnknownStages.Refuse;
        runner.TryReconfigure(options, out _).Should().BeTrue();
        runner.Invoking(r => r["Third"]).Should().Throw<StageNotConfiguredException>();
        runner["Other"].Policy.MaxAttempts.Should().Be(9, "it has been met");
    }

    private static WorkflowRunnerOptions Fill(WorkflowRunnerOptions options, StagePolicy? policy = null)
    {
        options.Policies["Work"] = policy ?? s_plain;
        return options;
    }
}
