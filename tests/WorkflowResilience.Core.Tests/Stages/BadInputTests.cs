using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Stages;

/// <summary>Bad input at the runner's door: exact messages, and nothing has changed.</summary>
[TestFixture]
public sealed class BadInputTests
{
    [TestCase("", "A stage name is empty; write a letter followed by up to 62 letters, digits or hyphens.")]
    [TestCase("1st", "The stage name '1st' begins with '1'; it must begin with a letter A-Z or a-z.")]
    [TestCase("-x", "The stage name '-x' begins with '-'; it must begin with a letter A-Z or a-z.")]
    [TestCase("a b", "The stage name 'a b' has ' ' at position 2; only letters, digits and hyphens may follow the first letter.")]
    [TestCase("Grün", "The stage name 'Grün' has 'ü' at position 3; only letters, digits and hyphens may follow the first letter.")]
    [TestCase("a/b", "The stage name 'a/b' has '/' at position 2; only letters, digits and hyphens may follow the first letter.")]
    public void A_bad_stage_name_is_refused_wherever_it_comes(string name, string message)
    {
        using var w = new Workbench();
        w.Invoking(x => x.Runner[name]).Should().Throw<ArgumentException>().WithMessage(message + " (Parameter 'name')");
        w.Invoking(x => x.Time.Run(() => x.Runner.RunAsync("r", async run => await run.StageAsync(name, _ => default)))).Should().Throw<ArgumentException>().WithMessage(message + "*");
        Create(o => o.Policies[name] = Plain).Should().Throw<ArgumentException>().WithMessage(message + "*");
        w.Runner.Stages.Should().Equal("Work");
    }

    [Test]
    public void A_name_of_64_characters_is_one_too_long()
    {
        string name = new('a', 64);
        Create(o => o.Policies[name] = Plain).Should().Throw<ArgumentException>().WithMessage("The stage name 'aaaaaaaaaaaaaaaaaaaa…' has 64 characters; 63 is the limit.*");
        Create(o => o.Policies[name[1..]] = Plain).Should().NotThrow();
    }

    [Test]
    public void An_unknown_stage_is_refused_with_the_nearest_name_and_not_remembered()
    {
        using var w = new Workbench(configure: o => o.Policies["Scan"] = Plain);
        w.Invoking(x => x.Runner["Wrok"]).Should().Throw<StageNotConfiguredException>()
            .Which.Failure.Message.Should().Be("No policy is configured for this stage (did you mean 'Work'?). There are: Scan, Work.");
        w.Invoking(x => x.Runner[default(WorkflowStage)]).Should().Throw<ArgumentException>().WithMessage("The stage has no name*");
        w.Runner.Stages.Should().Equal("Scan", "Work");
    }

    [Test]
    public void All_problems_of_a_configuration_are_told_at_once_and_exactly()
    {
        Create(o =>
        {
            o.Policies.Clear();
            o.Policies["Work"] = Plain with
            {
                MaxAttempts = 0,
                AttemptTimeout = TimeSpan.FromDays(-1),
                TotalTimeout = TimeSpan.FromDays(400),
                Backoff = BackoffSchedule.Exponential(S(1), factor: double.NaN),
                RetryBudget = new RetryBudgetPolicy { Capacity = double.NaN },
                Bulkhead = new BulkheadPolicy { MaxConcurrent = 0, MaxQueued = -1 },
            };
            o.Policies["Scan"] = Plain with { AttemptTimeout = S(10), TotalTimeout = S(5), Backoff = BackoffSchedule.Table() };
            o.Policies["Null"] = null!;
            o.RunLimits = new RunLimits { MaxRetries = -1, MaxRetryTime = TimeSpan.FromDays(31) };
            o.MaxConcurrentRetries = 0;
            o.MaxRetryQueueTime = S(-1);
            o.MaxLifecycleTime = TimeSpan.Zero;
            o.LogCapacity = -1;
            o.UnknownStages = (UnknownStages)7;
            o.DefaultPolicy = new StagePolicy { MaxAttempts = 1001 };
            o.Observers.Add(null!);
            o.Classifiers.Add(null!);
            o.TimeProvider = null!;
        }).Should().Throw<ResilienceConfigurationException>().Which.Problems.Should().BeEquivalentTo(
            "Policies[Work]: MaxAttempts is 0; it must be from 1 (no retry) to 1000.",
            "Policies[Work]: Backoff.Factor is NaN; it must be a finite number above 1.",
            "Policies[Work]: AttemptTimeout is -1d; it must be from 1ms to 7d, or null for no limit.",
            "Policies[Work]: TotalTimeout is 400d; it must be from 1ms to 30d, or null for no limit.",
            "Policies[Work]: RetryBudget.Capacity is NaN; it must be from 1 to 1000000.",
            "Policies[Work]: Bulkhead.MaxConcurrent is 0; it must be from 1 to 100000.",
            "Policies[Work]: Bulkhead.MaxQueued is -1; it must be from 0 (refuse at once) to 1000000.",
            "Policies[Scan]: Backoff.Delays is empty; list at least one wait.",
            "Policies[Scan]: AttemptTimeout (10s) exceeds TotalTimeout (5s); no attempt could take so long: lower the first or raise the second.",
            "Policies[Null] is null; remove the entry instead.",
            "RunLimits.MaxRetries is -1; it must be from 0 (no retries) to 100000.",
            "RunLimits.MaxRetryTime is 31d; it must be from 0s to 30d.",
            "MaxConcurrentRetries is 0; it must be from 1 to 100000.",
            "MaxRetryQueueTime is -1s; it must be from 0s to 1d.",
            "MaxLifecycleTime is 0s; it must be above 0s and at most 1d, or infinite for no limit.",
            "LogCapacity is -1; it must be from 0 to 100000.",
            "UnknownStages is 7, which is none of its values.",
            "DefaultPolicy: MaxAttempts is 1001; it must be from 1 (no retry) to 1000.",
            "Observers contains null.",
            "Classifiers contains null.",
            "TimeProvider is null; leave it out to use the system's.");
    }

    [Test]
    public void Missing_parts_of_a_configuration_are_named()
    {
        Create(o =>
        {
            o.Policies[default(WorkflowStage)] = Plain;
            o.DefaultPolicy = null!;
            o.RunLimits = null!;
        }).Should().Throw<ResilienceConfigurationException>().Which.Problems.Should().BeEquivalentTo("Policies has an entry without a stage name.", "DefaultPolicy is null.", "RunLimits is null.");
    }

    [Test]
    public void A_bad_circuit_breaker_is_refused_at_the_door()
    {
        Create(o => o.Policies["Work"] = Plain with
        {
            CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 0, FailureRatio = double.NaN, HalfOpenPermits = 0, OpenTime = BackoffSchedule.Fixed(S(-1)) },
        }).Should().Throw<ResilienceConfigurationException>().Which.Problems.Should().BeEquivalentTo(
            "Policies[Work]: CircuitBreaker.ConsecutiveFailures is 0; it must be at least 1, or null to be no trigger.",
            "Policies[Work]: CircuitBreaker.FailureRatio is NaN; it must be above 0 and at most 1.",
            "Policies[Work]: CircuitBreaker.HalfOpenPermits is 0; it must be from 1 to 1000.",
            "Policies[Work]: CircuitBreaker.OpenTime.Interval is -1s; it must be from 0s to 30d.");
    }

    [Test]
    public void One_shared_budget_with_two_sizes_is_refused()
    {
        Create(o =>
        {
            o.Policies["A"] = Plain with { RetryBudget = new RetryBudgetPolicy { Target = "db" } };
            o.Policies["B"] = Plain with { RetryBudget = new RetryBudgetPolicy { Target = "db", Cost = 2 } };
        }).Should().Throw<ResilienceConfigurationException>()
            .WithMessage("The runner's configuration has a problem:\n- The retry budget 'db' has different numbers for the stages A, B; a shared budget needs the same.");
    }

    [TestCase("", "A run needs an id: 1 to 200 characters that the host chooses.")]
    [TestCase("  ", "A run needs an id: 1 to 200 characters that the host chooses.")]
    [TestCase(null, "A run needs an id: 1 to 200 characters that the host chooses.")]
    [TestCase("a\nb", "The run id has a control character (U+000A) at position 2; use printable ones.")]
    public void A_bad_run_id_is_refused_before_the_body_runs(string? id, string message)
    {
        using var w = new Workbench(watched: ResilienceEventKinds.All);
        int calls = 0;
        Func<WorkflowRun, Task> body = _ =>
        {
            calls++;
            return Task.CompletedTask;
        };
        w.Invoking(x => x.Time.Run(() => x.Runner.RunAsync(id!, body))).Should().Throw<ArgumentException>().WithMessage(message + " (Parameter 'runId')");
        w.Invoking(x => x.Time.Run(() => x.Runner.TryRunAsync(id!, body))).Should().Throw<ArgumentException>().WithMessage(message + " (Parameter 'runId')");
        calls.Should().Be(0);
        w.Seen.Events.Should().BeEmpty();
    }

    [Test]
    public void A_run_id_of_201_characters_is_one_too_long()
    {
        using var w = new Workbench();
        w.Invoking(x => x.Time.Run(() => x.Runner.RunAsync(new string('x', 201), _ => Task.CompletedTask))).Should().Throw<ArgumentException>()
            .WithMessage("The run id 'xxxxxxxxxxxxxxxxxxxx…' has 201 characters; 200 is the limit. (Parameter 'runId')");
        w.Time.Run(() => w.Runner.RunAsync(new string('x', 200), _ => Task.CompletedTask)).Kind.Should().Be(StageOutcomeKind.Succeeded);
    }

    [Test]
    public void Bad_run_options_are_told_all_at_once()
    {
        using var w = new Workbench();
        WorkflowDefinition workflow = WorkflowDefinition.Create("ci", new StageDefinition("Wrok"));
        var options = new RunOptions { Workflow = workflow, WorkflowName = "cd", Parameters = null!, Limits = new RunLimits { MaxRetries = 200_000 } };
        w.Invoking(x => x.Time.Run(() => x.Runner.RunAsync("r", _ => Task.CompletedTask, options))).Should().Throw<ResilienceConfigurationException>()
            .Which.Problems.Should().BeEquivalentTo(
                "Limits.MaxRetries is 200000; it must be from 0 (no retries) to 100000.",
                "Parameters is null.",
                "WorkflowName is 'cd' but Workflow is 'ci'; leave WorkflowName out.",
                "The workflow's stage 'Wrok' has no policy (did you mean 'Work'?).");
    }

    [Test]
    public void A_cyclic_workflow_is_refused() =>
        ((Action)(() => WorkflowDefinition.Create("ci", new StageDefinition("A") { After = ["B"] }, new StageDefinition("B") { After = ["A"] })))
            .Should().Throw<ResilienceConfigurationException>().WithMessage("The workflow 'ci' has a problem:*A*B*A*");

    [Test]
    public void A_null_delegate_is_refused_by_each_form_before_anything_happens()
    {
        using var w = new Workbench(watched: ResilienceEventKinds.All);
        StageExecutor x = w.Work;
        Action[] calls =
        [
            () => x.RunAsync((Func<CancellationToken, ValueTask>)null!), () => x.RunAsync((Func<CancellationToken, Task>)null!),
            () => x.RunAsync((Func<CancellationToken, ValueTask<int>>)null!), () => x.RunAsync((Func<CancellationToken, Task<int>>)null!),
            () => x.RunAsync(1, (Func<int, StageContext, ValueTask<int>>)null!), () => x.TryRunAsync((Func<CancellationToken, ValueTask>)null!),
            () => x.TryRunAsync((Func<CancellationToken, Task>)null!), () => x.TryRunAsync((Func<CancellationToken, ValueTask<int>>)null!),
            () => x.TryRunAsync((Func<CancellationToken, Task<int>>)null!), () => x.TryRunAsync(1, (Func<int, StageContext, ValueTask<int>>)null!),
        ];
        foreach (Action call in calls) call.Should().Throw<ArgumentNullException>().WithParameterName("action");
        w.Invoking(b => b.Time.Run(() => b.Runner.RunAsync("r", null!))).Should().Throw<ArgumentNullException>().WithParameterName("body");
        w.Invoking(b => b.Time.Run(() => b.Runner.RunAsync("r", (Func<WorkflowRun, Task<int>>)null!))).Should().Throw<ArgumentNullException>().WithParameterName("body");
        w.Seen.Events.Should().BeEmpty();
    }

    [Test]
    public void A_delegate_that_returns_no_task_fails_like_any_other()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1 });
        Task? nothing = null;
        Task<int>? number = null;
        StageOutcome one = w.Time.Run(() => w.Work.TryRunAsync(_ => nothing!));
        StageOutcome<int> other = w.Time.Run(() => w.Work.TryRunAsync(_ => number!));
        one.Reason.Should().Be(StageReason.AttemptsExhausted).And.Be(other.Reason);
    }

    [Test]
    public void A_disposed_runner_refuses_everything_new_and_lets_finish_what_runs()
    {
        var w = new Workbench();
        StageExecutor work = w.Work;
        int calls = 0;
        StageOutcome outcome = w.Time.Run(async () =>
        {
            ValueTask<StageOutcome> running = work.TryRunAsync(async ct =>
            {
                await w.Time.DelayAsync(S(1), ct);
                if (++calls < 3) throw new IOException("x");
            });
            w.Runner.Dispose();
            w.Runner.Dispose();
            return await running;
        });
        outcome.Attempts.Should().Be(3);
        Action[] refused =
        [
            () => work.RunAsync(_ => default(ValueTask)), () => work.TryRunAsync(_ => new ValueTask<int>(1)), () => _ = w.Runner["Work"], () => w.Runner.TryReconfigure("Work", Plain, out _),
            () => w.Time.Run(() => w.Runner.RunAsync("r", _ => Task.CompletedTask)), () => w.Time.Run(() => w.Runner.TryRunAsync("r", _ => Task.CompletedTask)),
        ];
        foreach (Action call in refused) call.Should().Throw<ObjectDisposedException>().Which.ObjectName.Should().Be(typeof(WorkflowRunner).FullName);
        w.Time.PendingTimers.Should().Be(0, "disposed and done, it leaves no timer behind");
    }

    private static Action Create(Action<WorkflowRunnerOptions> configure) => () => WorkflowRunner.Create(configure).Dispose();
}
