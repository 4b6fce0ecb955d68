using System.Collections;
using WorkflowResilience.Processes;
using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>What becomes of a failure in the executor, from its last attempt to the failure that its caller reads.</summary>
[TestFixture]
public sealed class FailureAnalystTests
{
    private static StagePolicy Once => Plain with { MaxAttempts = 1 };

    [Test]
    public void A_failure_carries_what_surrounds_it_what_it_says_and_how_often_it_came()
    {
        using var w = new Workbench(Once);
        StageFailure failure = Run(w, async run =>
        {
            run.Log.Add(RunLogLevel.Information, "host", "about to work");
            run.Values["shard"] = 3;
            await run.StageAsync("Work", _ => throw new IOException("the pipe broke"));
        });

        failure.AnalysisSkipped.Should().BeEmpty();
        failure.Fingerprint.Should().StartWith("fp1:");
        failure.Excerpt!.Cause.Should().Be("IOException: the pipe broke");
        failure.Recurrence.Should().BeEquivalentTo(new { Count = 1L, LastSeen = (DateTimeOffset?)null, failure.Fingerprint });
        failure.Context!.Log.Should().ContainSingle().Which.Message.Should().Be("about to work");
        failure.Context.Values.Should().Contain("shard", "3");
        failure.Context.Errors.Should().ContainSingle().Which.Type.Should().Be("System.IO.IOException");
        failure.Context.System.Should().NotBeNull();
        failure.Context.WorkflowName.Should().Be("workflow");
    }

    [Test]
    public void The_output_of_a_program_is_quoted_and_not_the_line_that_wraps_it()
    {
        using var w = new Workbench(Once);
        ProgramLine[] tail = [new("linking", false), new("ld: cannot find -lssl", true), new("make: *** [app] Error 1", true)];

        StageFailure failure = w.Try(_ => throw new ProgramFailedException("make", 2, tail, S(1))).Failure!;

        failure.Excerpt!.Cause.Should().Be("ld: cannot find -lssl");
        failure.Excerpt.TotalLines.Should().Be(3);
    }

    [Test]
    public void Without_an_exception_what_the_run_warned_of_is_quoted()
    {
        using var w = new Workbench(Once with { Conditions = [RetryCondition.OnResult<int>("negative", n => n < 0)] });

        StageFailure failure = Run(w, async run =>
        {
            run.Log.Add(RunLogLevel.Information, "host", "fatal: not said loudly enough");
            run.Log.Add(RunLogLevel.Error, "host", "error: the scale shows less than nothing");
            await run.StageAsync("Work", _ => new ValueTask<int>(-1));
        });

        failure.Excerpt!.Lines.Should().ContainSingle().Which.Text.Should().Be("error: the scale shows less than nothing");
    }

    [Test]
    public void A_nested_failure_is_looked_at_once_and_the_outer_one_names_it()
    {
        using var w = new Workbench(Once, o => o.Policies["Inner"] = Once);

        StageFailure outer = Run(w, async run => await run.StageAsync("Work", async _ => await run.StageAsync("Inner", _ => throw new IOException("the pipe broke"))));

        StageFailure inner = ((StageFailedException)outer.Exception!).Failure;
        outer.Fingerprint.Should().Be(inner.Fingerprint);
        outer.Excerpt.Should().BeSameAs(inner.Excerpt);
        outer.CausedBy.Should().Be(new FailureLink("Inner", inner.Id, inner.Fingerprint));
        outer.Context!.Errors.Should().HaveCount(2);
        w.Runner.FailureHistory.Find(inner.Fingerprint!)!.Count.Should().Be(1);
    }

    [Test]
    public void A_failure_follows_from_its_earliest_failing_ancestor()
    {
        using var w = new Workbench(Once, o => (o.UnknownStages, o.DefaultPolicy) = (UnknownStages.DefaultPolicy, Once));
        WorkflowDefinition workflow = WorkflowDefinition.Create(
            "ci", new StageDefinition("Clone"), new StageDefinition("Build") { After = ["Clone"] }, new StageDefinition("Lint"), new StageDefinition("Test") { After = ["Build", "Lint"] });
        StageFailure? clone = null;

        RunSummary summary = w.Time.Run(() => w.Runner.TryRunAsync(
            "r",
            async run =>
            {
                await run.TryStageAsync("Lint", _ => default);
                clone = (await run.TryStageAsync("Clone", _ => throw new IOException("the pipe broke"))).Failure;
                await run.TryStageAsync("Build", _ => throw new FileNotFoundException("no sources"));
                await run.StageAsync("Test", _ => throw new FileNotFoundException("no assembly"));
            },
            new RunOptions { Workflow = workflow }));

        clone!.CausedBy.Should().BeNull();
        summary.Failure!.CausedBy.Should().Be(new FailureLink("Clone", clone.Id, clone.Fingerprint));
    }

    [Test]
    public void What_is_beyond_the_budget_is_not_done_and_said()
    {
        using var w = new Workbench(Once, o => o.Analysis = FailureAnalysis.Default with { Budget = TimeSpan.FromMilliseconds(20) }, watched: ResilienceEventKinds.FailureAnalyzed);

        w.Try(_ => throw new IOException("x"));
        w.Seen.Clear();
        StageFailure failure = w.Try(_ => throw new SlowException(() => w.Time.Advance(TimeSpan.FromMilliseconds(30)))).Failure!;

        failure.Context.Should().BeNull();
        failure.AnalysisSkipped.Should().Equal("capture: the 20ms that looking at a failure may take were over");
        failure.Fingerprint.Should().NotBeNull("it is what costs least and matters most");
        w.Seen.Events.Single().Duration.Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(30));
        w.Seen.Events.Single().Gaps.Should().Be(AnalysisGaps.Budget);
    }

    [Test]
    public void The_first_failure_has_a_second_because_it_loads_what_the_others_use()
    {
        using var w = new Workbench(Once);
        Func<CancellationToken, ValueTask> Slow(double seconds) => _ => throw new SlowException(() => w.Time.Advance(S(seconds)));

        w.Try(Slow(0.1)).Failure!.Context.Should().NotBeNull();
        w.Try(Slow(0.1)).Failure!.Context.Should().BeNull();

        using var late = new Workbench(Once);
        late.Try(_ => throw new SlowException(() => late.Time.Advance(S(2)))).Failure!.AnalysisSkipped.Should().Equal("capture: the 1s that looking at a failure may take were over");
    }

    [Test]
    public void In_a_storm_failures_are_known_and_counted_without_their_surroundings()
    {
        using var w = new Workbench(Once, o => o.Analysis = FailureAnalysis.Default with { MaxPerSecond = 2 });

        StageFailure[] failures = [.. Enumerable.Range(0, 5).Select(_ => w.Try(_ => throw new IOException("the pipe broke")).Failure!)];
        w.Time.Advance(S(1));
        StageFailure later = w.Try(_ => throw new IOException("the pipe broke")).Failure!;

        failures.Select(f => f.Context is not null).Should().Equal(true, true, false, false, false);
        failures[4].AnalysisSkipped.Should().Equal("capture: more than 2 failures in a second");
        failures.Select(f => f.Fingerprint).Distinct().Should().ContainSingle("looking at less must not make another failure of it");
        failures.Select(f => f.Recurrence!.Count).Should().Equal(1, 2, 3, 4, 5);
        later.Context.Should().NotBeNull();
    }

    [Test]
    public void An_exception_that_defends_itself_is_a_failure_like_any_other()
    {
        using var w = new Workbench(Once);

        StageFailure failure = w.Try(_ => throw new HostileException()).Failure!;

        failure.Fingerprint.Should().NotBeNull();
        failure.Context!.Errors.Should().ContainSingle().Which.Type.Should().EndWith("HostileException");
    }

    [Test]
    public void Only_a_final_failure_of_a_delegate_is_looked_at()
    {
        using var w = new Workbench(Plain with { CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 3 } }, watched: ResilienceEventKinds.FailureAnalyzed);
        int calls = 0;

        w.Try(_ => ++calls < 3 ? throw new IOException("x") : default).Kind.Should().Be(StageOutcomeKind.Succeeded);
        using (var caller = new CancellationTokenSource())
        {
            caller.Cancel();
            w.Try(_ => default, caller.Token);
        }

        w.Work.Circuit!.Isolate();
        w.Try(_ => default).Failure!.Context.Should().BeNull();
        w.Seen.Events.Should().BeEmpty();

        w.Work.Circuit.Reset();
        w.Try(_ => throw new IOException("x"));
        w.Seen.Events.Should().ContainSingle();
    }

    [Test]
    public void A_failure_that_a_fallback_makes_good_is_looked_at_as_well()
    {
        using var w = new Workbench(Once);

        StageOutcome<int> outcome = w.Time.Run(() => w.Work.TryRunAsync(_ => throw new IOException("x"), [StageFallback.Value("constant", 1)]));

        outcome.IsDegraded.Should().BeTrue();
        outcome.Failure!.Fingerprint.Should().NotBeNull();
        w.Runner.FailureHistory.Fingerprints.Should().Be(1);
    }

    [Test]
    public void Off_means_off_and_a_reload_can_say_so()
    {
        using var w = new Workbench(Once, o => o.Analysis = FailureAnalysis.Off);
        w.Try(_ => throw new IOException("x")).Failure!.Should().Match<StageFailure>(f => f.Context == null && f.Fingerprint == null && f.Excerpt == null && f.Recurrence == null);

        var options = new WorkflowRunnerOptions { TimeProvider = w.Time };
        options.Policies["Work"] = Once;
        w.Runner.TryReconfigure(options, out _).Should().BeTrue();
        w.Try(_ => throw new IOException("x")).Failure!.Context.Should().NotBeNull();

        WorkflowRunner.PassThrough["Any"].TryRunAsync(new Func<CancellationToken, ValueTask>(_ => throw new IOException("x"))).AsTask().Result.Failure!.Fingerprint.Should().BeNull();
        WorkflowRunner.PassThrough.FailureHistory.Fingerprints.Should().Be(0);
    }

    [Test]
    public void Many_threads_that_fail_at_once_lose_no_failure()
    {
        const int Threads = 8, Each = 250;
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Work"] = Once with { CircuitBreaker = null });
        StageExecutor work = runner["Work"];

        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(t => new Thread(() =>
        {
            for (int i = 0; i < Each; i++) work.TryRunAsync(new Func<CancellationToken, ValueTask>(_ => throw new IOException($"request {Guid.NewGuid()} of worker-{t} broke the pipe after {i} ms"))).AsTask().Wait();
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        runner.CallbackFailures.Should().Be(0);
        runner.FailureHistory.Top(10).Sum(f => f.Count).Should().Be(Threads * Each);
        runner.FailureHistory.Fingerprints.Should().Be(1);
    }

    [TestCase(0, 100, "Analysis.Budget is 0s; it must be from 1ms to 10s.")]
    [TestCase(60_000, 100, "Analysis.Budget is 1m; it must be from 1ms to 10s.")]
    [TestCase(50, -1, "Analysis.MaxPerSecond is -1; it must be from 0 to 100000.")]
    public void Bad_settings_are_refused_by_name(int budget, int perSecond, string expected) =>
        new WorkflowRunnerOptions { Analysis = new FailureAnalysis { Budget = TimeSpan.FromMilliseconds(budget), MaxPerSecond = perSecond } }.Validate().Should().Equal(expected);

    private static StageFailure Run(Workbench workbench, Func<WorkflowRun, Task> body) => workbench.Time.Run(() => workbench.Runner.TryRunAsync("r", body)).Failure!;

    private sealed class SlowException(Action whenRead) : IOException
    {
        public override string Message
        {
            get
            {
                whenRead();
                return "slow";
            }
        }
    }

    private sealed class HostileException : Exception
    {
        public override string Message => throw new InvalidOperationException("no");

        public override string? StackTrace => throw new InvalidOperationException("no");

        public override IDictionary Data => throw new InvalidOperationException("no");
    }
}
