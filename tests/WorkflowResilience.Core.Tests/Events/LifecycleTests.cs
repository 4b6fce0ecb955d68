using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Events;

[TestFixture]
public sealed class LifecycleTests
{
    [Test]
    public void It_is_awaited_before_the_first_attempt_and_after_the_outcome_once_each()
    {
        List<string> story = [];
        Workbench? bench = null;
        using var w = bench = new Workbench(configure: o => o.Lifecycle = new Slow(story, () => bench!.Time.DelayAsync(S(10))));
        w.Time.Run(() => w.Runner.RunAsync("r", async run =>
        {
            int calls = 0;
            await run.StageAsync("Work", _ =>
            {
                story.Add($"call {++calls} at {w.Time.Elapsed.TotalSeconds}");
                return calls < 3 ? throw new IOException("x") : default;
            });
            story.Add($"caller at {w.Time.Elapsed.TotalSeconds}");
        }));
        story.Should().Equal("starting Work of r", "call 1 at 10", "call 2 at 11", "call 3 at 12", "ended Work of r: None after 3", "caller at 22");
    }

    [Test]
    public void It_hears_of_failures_refusals_and_cancellations_too()
    {
        List<string> story = [];
        using var w = new Workbench(Plain with { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1 } }, o => o.Lifecycle = new Slow(story, () => Task.CompletedTask));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        w.Try(_ => default, cancelled.Token);
        w.Try(_ => throw new IOException("x"));
        w.Try(_ => default);
        story.Should().Equal(
            "starting Work of ", "ended Work of : Cancelled after 0", "starting Work of ", "ended Work of : AttemptsExhausted after 1", "starting Work of ", "ended Work of : CircuitOpen after 0");
    }

    [Test]
    public void The_end_is_told_also_when_the_caller_has_gone()
    {
        List<string> story = [];
        bool? gone = null;
        using var w = new Workbench(configure: o => o.Lifecycle = new Slow(story, () => Task.CompletedTask, token => gone = token.IsCancellationRequested));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        w.Try(_ => default, cancelled.Token);
        gone.Should().BeFalse();
    }

    private sealed class Slow(List<string> story, Func<Task> wait, Action<CancellationToken>? atEnd = null) : IStageLifecycle
    {
        public async ValueTask OnStageStartingAsync(WorkflowStage stage, WorkflowRun? run, CancellationToken cancellationToken)
        {
            story.Add($"starting {stage} of {run?.Id}");
            await wait();
        }

        public async ValueTask OnStageEndedAsync(StageReport report, WorkflowRun? run, CancellationToken cancellationToken)
        {
            story.Add($"ended {report.Stage} of {run?.Id}: {report.Reason} after {report.Attempts}");
            atEnd?.Invoke(cancellationToken);
            await wait();
        }
    }
}
