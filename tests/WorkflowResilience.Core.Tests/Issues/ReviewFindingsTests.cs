using System.Text.Json;
using WorkflowResilience.Processes;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Issues;

/// <summary>What a hostile reading found, one test a finding.</summary>
[TestFixture]
public sealed class ReviewFindingsTests
{
    [Test]
    public void A_wait_that_was_cut_short_is_told_as_it_was()
    {
        var time = new ManualTimeProvider();
        using var caller = new CancellationTokenSource();
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            o.TimeProvider = time;
            o.Policies["S"] = new StagePolicy { Backoff = BackoffSchedule.Fixed(TimeSpan.FromMinutes(1)) };
        });
        StageOutcome outcome = time.Run(async () =>
        {
            ValueTask<StageOutcome> running = runner["S"].TryRunAsync(_ => throw new HttpRequestException("down"), caller.Token);
            await time.DelayAsync(TimeSpan.FromMilliseconds(100), default);
            caller.Cancel();
            return await running;
        });
        outcome.Kind.Should().Be(StageOutcomeKind.Cancelled);
        outcome.History[0].Wait.Should().Be(TimeSpan.FromMilliseconds(100));
    }

    [Test]
    public void A_retry_that_queues_behind_its_own_abandoned_attempt_gives_up_and_gives_its_place_back()
    {
        var time = new ManualTimeProvider();
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            o.TimeProvider = time;
            o.MaxRetryQueueTime = TimeSpan.FromSeconds(10);
            o.Policies["S"] = new StagePolicy
            {
                Backoff = BackoffSchedule.Fixed(TimeSpan.Zero),
                AttemptTimeout = TimeSpan.FromSeconds(1),
                AbandonGrace = TimeSpan.FromSeconds(1),
                Effect = StageEffect.Idempotent,
                Bulkhead = new BulkheadPolicy { MaxConcurrent = 1, MaxQueued = 10 },
            };
        });
        var never = new TaskCompletionSource();
        StageOutcome outcome = time.Run(() => runner["S"].TryRunAsync(_ => never.Task).AsTask());
        outcome.Reason.Should().Be(StageReason.BulkheadFull);
        time.Elapsed.Should().Be(TimeSpan.FromSeconds(12));
        runner.ConcurrentRetries.Should().Be(0);
    }

    [Test]
    public void The_default_policy_may_not_resize_a_budget_that_it_shares()
    {
        Action create = () => WorkflowRunner.Create(o =>
        {
            o.UnknownStages = UnknownStages.DefaultPolicy;
            o.Policies["A"] = new StagePolicy { RetryBudget = new RetryBudgetPolicy { Target = "t" } };
            o.DefaultPolicy = new StagePolicy { RetryBudget = new RetryBudgetPolicy { Target = "t", Capacity = 1, Initial = 1 } };
        });
        create.Should().Throw<ResilienceConfigurationException>().WithMessage("*budget 't' has different numbers for the stages A, any other (DefaultPolicy)*");
    }

    [TestCase('\u0085')]
    [TestCase('\u2028')]
    [TestCase('\u202E')]
    [TestCase('\u009B')]
    [TestCase('\n')]
    public async Task No_name_can_write_lines_of_its_own(char c)
    {
        using WorkflowRunner runner = WorkflowRunner.Create();
        await FluentActions.Awaiting(() => runner.RunAsync($"a{c}b", _ => Task.CompletedTask)).Should().ThrowAsync<ArgumentException>().WithMessage($"*U+{(int)c:X4}*position 2*");
        await FluentActions.Awaiting(() => runner.RunAsync("a", _ => Task.CompletedTask, new RunOptions { WorkflowName = $"x{c}" }))
            .Should().ThrowAsync<ResilienceConfigurationException>().WithMessage("*WorkflowName has a control character*");
    }

    [Test]
    public async Task A_delegate_that_returns_null_for_a_task_is_told_so()
    {
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["S"] = new StagePolicy());
        StageOutcome nothing = await runner["S"].TryRunAsync((Func<CancellationToken, Task>)(_ => null!));
        StageOutcome<int> number = await runner["S"].TryRunAsync((Func<CancellationToken, Task<int>>)(_ => null!));
        nothing.Failure!.Message.Should().Contain("returned null instead of a Task");
        number.Failure!.Message.Should().Contain("returned null instead of a Task");
        await FluentActions.Awaiting(() => runner.RunAsync("r", _ => (Task)null!)).Should().ThrowAsync<InvalidOperationException>().WithMessage("*returned null*");
    }

    [Test]
    public void Null_settings_of_a_program_are_refused_before_it_runs()
    {
        ProgramStage program = ProgramStage.Of("true");
        FluentActions.Invoking(() => program with { AcceptedExitCodes = null! }).Should().Throw<ArgumentNullException>().WithMessage("AcceptedExitCodes is null*");
        FluentActions.Invoking(() => program with { Environment = null! }).Should().Throw<ArgumentNullException>().WithMessage("Environment is null*");
        FluentActions.Invoking(() => program with { TimeProvider = null! }).Should().Throw<ArgumentNullException>().WithMessage("TimeProvider is null*");
        FluentActions.Invoking(() => new CircuitBreakerPolicy { Ignore = null! }).Should().Throw<ArgumentNullException>();
    }

    [Test]
    public async Task Json_that_no_failure_can_have_is_refused()
    {
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["S"] = new StagePolicy());
        StageOutcome outcome = await runner["S"].TryRunAsync(_ => throw new IOException("x"));
        string json = FailureJson.Write(outcome.Failure!);
        FluentActions.Invoking(() => FailureJson.Read(json.Replace("\"attempts\":1", "\"attempts\":-1", StringComparison.Ordinal))).Should().Throw<FormatException>().WithMessage("*attempts is -1*");
        FluentActions.Invoking(() => FailureJson.Read(json.Replace("\"history\":[", "\"history\":[null,", StringComparison.Ordinal))).Should().Throw<FormatException>().WithMessage("*history has an entry that is null*");
        JsonSerializer.Deserialize<StageFailure>(JsonSerializer.Serialize(outcome.Failure))!.Stage.Should().Be((WorkflowStage)"S", "a host that serializes a failure by itself must not lose its stage");
    }

    [Test]
    public void The_pass_through_runner_takes_no_policy_and_an_unnamed_stage_is_told_so()
    {
        WorkflowRunner.PassThrough.TryReconfigure("S", new StagePolicy(), out IReadOnlyList<string> problems).Should().BeFalse();
        problems.Should().ContainSingle().Which.Should().Contain("pass-through");
        FluentActions.Invoking(() => WorkflowRunner.PassThrough[default]).Should().Throw<ArgumentException>().WithMessage("The stage has no name*");
    }
}
