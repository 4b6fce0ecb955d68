using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Events;

/// <summary>A stage waits for its lifecycle as for an attempt: to a limit, and then for the grace (here the default of 5 s).</summary>
[TestFixture]
public sealed class LifecycleTimeTests
{
    private const string Late = "Scripted.OnStageStartingAsync for the stage 'Work' did not end within MaxLifecycleTime (30s); the stage went on without it. "
        + "Make it quicker, let it obey its token, or raise MaxLifecycleTime.";

    private readonly List<string> _story = [];

    [SetUp]
    public void Forget() => _story.Clear();

    private Workbench Bench(ScriptedStage? starting = null, ScriptedStage? ended = null, TimeSpan? limit = null, StagePolicy? policy = null) => new(
        policy,
        o =>
        {
            if (limit is { } time) o.MaxLifecycleTime = time;
            o.Lifecycle = new Scripted(starting is null ? null : starting.RunAsync, ended is null ? null : ended.RunAsync);
        },
        ResilienceEventKinds.CallbackFailed);

    private StageOutcome Work(Workbench w, CancellationToken token = default)
    {
        StageOutcome outcome = w.Time.Run(() => w.Work.TryRunAsync(
            _ =>
            {
                _story.Add($"work at {w.Time.Elapsed.TotalSeconds}");
                return default;
            },
            token));
        _story.Add($"{outcome.Kind} at {w.Time.Elapsed.TotalSeconds}");
        return outcome;
    }

    private static string[] Told(Workbench w) => [.. w.Seen.Events.Select(e => e.ErrorText!)];

    private static ScriptedStage Script(Step step) => new(new ManualTimeProvider(), step);

    [Test]
    public void One_that_ignores_its_token_is_left_after_limit_and_grace_and_the_stage_goes_on()
    {
        ScriptedStage starting = Script(Step.HangIgnoringCancellation(Step.Succeed()));
        using Workbench w = Bench(starting);
        Work(w);
        _story.Should().Equal("work at 35", "Succeeded at 35");
        Told(w).Should().Equal("TimeoutException: " + Late);
        w.Runner.CallbackFailures.Should().Be(1);
        starting.Calls[0].Token.IsCancellationRequested.Should().BeTrue();
        w.Inline(() => starting.Release());
        w.Runner.CallbackFailures.Should().Be(1, "a late success needs no more words");
    }

    [Test]
    public void One_that_ends_by_its_token_is_told_at_the_limit_and_keeps_nobody_waiting_longer()
    {
        ScriptedStage hang = Script(Step.Hang());
        using Workbench w = Bench(hang);
        w.Time.Advance(S(100));
        Work(w);
        _story.Should().Equal("work at 130", "Succeeded at 130");
        Told(w).Should().ContainSingle().Which.Should().StartWith("TimeoutException: " + Late).And.Contain("TaskCanceledException");
    }

    [Test]
    public void One_that_succeeds_within_the_grace_has_succeeded()
    {
        Workbench? bench = null;
        using Workbench w = bench = new Workbench(
            configure: o => o.Lifecycle = new Scripted(_ => new ValueTask(bench!.Time.DelayAsync(S(34))), null), watched: ResilienceEventKinds.CallbackFailed);
        Work(w);
        _story.Should().Equal("work at 34", "Succeeded at 34");
        Told(w).Should().BeEmpty();
    }

    [Test]
    public void The_end_is_bounded_too_and_the_caller_gets_the_outcome()
    {
        ScriptedStage ended = Script(Step.HangIgnoringCancellation());
        using Workbench w = Bench(ended: ended, limit: S(2));
        Work(w).IsSuccess.Should().BeTrue();
        _story.Should().Equal("work at 0", "Succeeded at 4");
        Told(w).Should().ContainSingle().Which.Should().StartWith("TimeoutException: Scripted.OnStageEndedAsync for the stage 'Work' did not end within MaxLifecycleTime (2s)");
    }

    [Test]
    public void What_a_left_call_throws_later_is_observed_and_told_unless_it_only_obeys()
    {
        ScriptedStage starting = Script(Step.HangIgnoringCancellation(Step.Fail(new IOException("disk")))), ended = Script(Step.HangIgnoringCancellation(Step.Cancel()));
        using Workbench w = Bench(starting, ended);
        Work(w);
        w.Inline(() => starting.Release());
        w.Inline(() => ended.Release());
        Told(w).Should().HaveCount(3).And.EndWith("IOException: disk");
    }

    [Test]
    public void The_callers_cancellation_reaches_it_and_obeying_is_no_failure()
    {
        ScriptedStage starting = Script(Step.Hang()), ended = Script(Step.Succeed());
        using Workbench w = Bench(starting, ended);
        using var caller = new CancellationTokenSource();
        using ITimer timer = w.Time.CreateTimer(_ => caller.Cancel(), null, S(3), Timeout.InfiniteTimeSpan);
        Work(w, caller.Token);
        _story.Should().Equal("Cancelled at 3");
        Told(w).Should().BeEmpty();
        ended.CallCount.Should().Be(1);
        ended.Calls[0].Token.IsCancellationRequested.Should().BeFalse("the outcome is to be told although the caller has gone");
    }

    [Test]
    public void A_caller_who_cancels_is_released_after_the_grace_also_when_the_lifecycle_ignores_it()
    {
        ScriptedStage starting = Script(Step.HangIgnoringCancellation());
        using Workbench w = Bench(starting, limit: Timeout.InfiniteTimeSpan);
        using var caller = new CancellationTokenSource();
        using ITimer timer = w.Time.CreateTimer(_ => caller.Cancel(), null, S(100), Timeout.InfiniteTimeSpan);
        Work(w, caller.Token);
        _story.Should().Equal("Cancelled at 105");
        Told(w).Should().ContainSingle().Which.Should().Contain("did not end when the caller cancelled; the stage went on without it.");
    }

    [Test]
    public void A_policy_without_an_end_of_its_grace_does_not_make_the_lifecycle_endless()
    {
        using Workbench w = Bench(Script(Step.HangIgnoringCancellation()), policy: Plain with { AbandonGrace = Timeout.InfiniteTimeSpan });
        Work(w);
        _story.Should().Equal("work at 60", "Succeeded at 60");
    }

    [Test]
    public void Without_a_limit_it_is_waited_for()
    {
        Workbench? bench = null;
        using Workbench w = bench = new Workbench(configure: o =>
        {
            o.MaxLifecycleTime = Timeout.InfiniteTimeSpan;
            o.Lifecycle = new Scripted(_ => new ValueTask(bench!.Time.DelayAsync(TimeSpan.FromDays(2))), null);
        });
        Work(w);
        _story.Should().Equal("work at 172800", "Succeeded at 172800");
    }

    [Test]
    public void What_it_throws_is_told_as_it_is_whether_at_once_or_later()
    {
        using Workbench w = Bench(Script(Step.Fail(new IOException("one"))));
        Work(w);
        using var at = new Workbench(configure: o => o.Lifecycle = new Scripted(_ => throw new IOException("two"), null), watched: ResilienceEventKinds.CallbackFailed);
        Work(at);
        Told(w).Concat(Told(at)).Should().Equal("IOException: one", "IOException: two");
    }

    [Test]
    public void A_lifecycle_that_ends_at_once_costs_the_report_and_nothing_else()
    {
        using var runner = WorkflowRunner.Create(o =>
        {
            o.Policies["Work"] = Plain;
            o.Lifecycle = new Scripted(null, null);
        });
        StageExecutor work = runner["Work"];
        long executing = Least(() => work.TryRunAsync(_ => default).GetAwaiter().GetResult());
        long report = Least(() => GC.KeepAlive(new StageReport { Stage = work.Stage }));
        executing.Should().Be(report);

        static long Least(Action action)
        {
            long least = long.MaxValue;
            for (int i = 0; i < 200; i++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                action();
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            return least;
        }
    }

    private sealed class Scripted(Func<CancellationToken, ValueTask>? starting, Func<CancellationToken, ValueTask>? ended) : IStageLifecycle
    {
        public ValueTask OnStageStartingAsync(WorkflowStage stage, WorkflowRun? run, CancellationToken cancellationToken) => starting?.Invoke(cancellationToken) ?? default;

        public ValueTask OnStageEndedAsync(StageReport report, WorkflowRun? run, CancellationToken cancellationToken) => ended?.Invoke(cancellationToken) ?? default;
    }
}
