using System.Diagnostics;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Telemetry;

/// <summary>The spans of stages and runs, seen by a listener.</summary>
[TestFixture]
[NonParallelizable]
public sealed class SpanTests
{
    private static readonly Step s_networkFailure = Step.Fail(new HttpRequestException(HttpRequestError.ConnectionError, "reset"));

    [Test]
    public void A_stage_in_a_run_has_a_span_below_the_runs()
    {
        using var spans = new RecordedSpans();
        using var bench = new TelemetryBench(TelemetryBench.Retrying);

        bench.PlayRun("build-42", "ci", Step.Succeed());

        spans.Stage.DisplayName.Should().Be("stage Work");
        spans.Stage.Kind.Should().Be(ActivityKind.Internal);
        spans.Stage.Status.Should().Be(ActivityStatusCode.Unset);
        spans.Stage.Events.Should().BeEmpty();
        Tags(spans.Stage).Should().BeEquivalentTo(new Dictionary<string, object?>
        {
            ["cicd.pipeline.name"] = "ci",
            ["cicd.pipeline.run.id"] = "build-42",
            ["cicd.pipeline.task.name"] = "Work",
            ["cicd.pipeline.task.run.result"] = "success",
            ["workflow_resilience.attempts"] = 1,
        });
        spans.Stage.ParentSpanId.Should().Be(spans.Run.SpanId);
        spans.Run.DisplayName.Should().Be("run ci");
        Tags(spans.Run).Should().BeEquivalentTo(new Dictionary<string, object?>
        {
            ["cicd.pipeline.name"] = "ci",
            ["cicd.pipeline.run.id"] = "build-42",
            ["cicd.pipeline.result"] = "success",
            ["workflow_resilience.run.retries"] = 0,
        });
    }

    [Test]
    public void A_retried_failure_is_an_event_and_no_error_of_the_span()
    {
        using var spans = new RecordedSpans();
        using var bench = new TelemetryBench(TelemetryBench.Retrying);
        DateTimeOffset start = bench.Time.GetUtcNow();

        bench.Play(s_networkFailure, Step.Succeed());

        spans.Stage.Status.Should().Be(ActivityStatusCode.Unset);
        Tags(spans.Stage).Should().NotContainKey("error.type");
        spans.Stage.Events.Select(e => (e.Name, e.Timestamp - start)).Should().Equal(("attempt", TimeSpan.Zero), ("retry", TelemetryBench.Second));
        Tags(spans.Stage.Events.First()).Should().BeEquivalentTo(new Dictionary<string, object?>
        {
            ["workflow_resilience.attempt"] = 1,
            ["workflow_resilience.attempt.outcome"] = "failure",
            ["workflow_resilience.attempt.duration"] = 0.0,
            ["error.type"] = "Network",
            ["workflow_resilience.attempt.error"] = "HttpRequestException: reset",
            ["workflow_resilience.retry.delay"] = 1.0,
        });
    }

    [Test]
    public void A_failure_for_good_is_an_error_with_the_redacted_message()
    {
        using var spans = new RecordedSpans();
        using var bench = new TelemetryBench(TelemetryBench.Retrying with { MaxAttempts = 1 });
        string secret = string.Concat("hun", "ter", "2");

        StageFailure failure = bench.PlayRun("build-42", "ci", Step.Fail(new HttpRequestException(HttpRequestError.ConnectionError, $"https://ci:{secret}@git.example.org"))).Failure!;

        foreach (Activity span in (Activity[])[spans.Stage, spans.Run])
        {
            span.Status.Should().Be(ActivityStatusCode.Error);
            span.StatusDescription.Should().Be(failure.Message).And.NotContain(secret);
            Tags(span)["error.type"].Should().Be("Network");
        }

        Tags(spans.Stage)["workflow_resilience.reason"].Should().Be("attempts-exhausted");
        Tags(spans.Stage)["workflow_resilience.failure.id"].Should().Be(failure.Id);
        Tags(spans.Stage)["cicd.pipeline.task.run.result"].Should().Be("error");
        Tags(spans.Run)["cicd.pipeline.result"].Should().Be("error");
    }

    [Test]
    public void A_refused_call_was_skipped_and_says_what_was_missing()
    {
        using var spans = new RecordedSpans();
        using var bench = new TelemetryBench(TelemetryBench.Breaking);
        bench.Work.For("api").Circuit!.Isolate();

        bench.Play(bench.Work.For("api"), Step.Succeed());

        Tags(spans.Stage)["cicd.pipeline.task.run.result"].Should().Be("skip");
        Tags(spans.Stage)["error.type"].Should().Be("circuit-isolated");
        Tags(spans.Stage)["workflow_resilience.key"].Should().Be("api");
        ActivityEvent refusal = spans.Stage.Events.Single();
        refusal.Name.Should().Be("rejection");
        Tags(refusal).Should().BeEquivalentTo(new Dictionary<string, object?>
        {
            ["workflow_resilience.reason"] = "circuit-isolated",
            ["workflow_resilience.let_through"] = "a reset of the circuit by hand",
        });
    }

    [Test]
    public void A_refused_retry_is_an_event_after_the_attempts()
    {
        using var spans = new RecordedSpans();
        using var bench = new TelemetryBench(TelemetryBench.Retrying with { RetryBudget = new RetryBudgetPolicy { Capacity = 1, Initial = 0 } });

        bench.Play(s_networkFailure);

        spans.Stage.Events.Select(e => e.Name).Should().Equal("attempt", "retry refused");
    }

    [Test]
    public void A_degraded_success_names_its_fallback_and_keeps_the_reason()
    {
        using var spans = new RecordedSpans();
        using var bench = new TelemetryBench(TelemetryBench.Retrying with { MaxAttempts = 1 });

        bench.Time.Run(() => bench.Work.RunAsync(_ => throw new HttpRequestException(HttpRequestError.ConnectionError), [StageFallback.Value("cache", 7)]).AsTask()).Should().Be(7);

        spans.Stage.Status.Should().Be(ActivityStatusCode.Unset);
        Tags(spans.Stage).Should().Contain(new Dictionary<string, object?>
        {
            ["cicd.pipeline.task.run.result"] = "success",
            ["workflow_resilience.degraded"] = true,
            ["workflow_resilience.fallback"] = "cache",
            ["workflow_resilience.reason"] = "attempts-exhausted",
        });
    }

    [Test]
    public void A_hedge_is_an_event_of_its_own_and_an_attempt_of_its_own_kind()
    {
        using var spans = new RecordedSpans();
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(
            TelemetryBench.Retrying with { Effect = StageEffect.Idempotent, Hedging = new HedgingPolicy { Delay = TelemetryBench.Second } }, metrics.Observer);

        bench.Play(Step.Hang(), Step.Succeed()).IsSuccess.Should().BeTrue();

        spans.Stage.Events.Select(e => e.Name).Should().BeEquivalentTo("attempt", "hedge");
        Tags(spans.Stage.Events.Single(e => e.Name == "hedge"))["workflow_resilience.hedge"].Should().Be(1);
        metrics["stage.attempts{workflow=none,stage=Work,kind=hedge,outcome=success}"].Should().Be(1);
        metrics["hedges{stage=Work,outcome=started}"].Should().Be(1);
    }

    [TestCase("Compilation", "failure")]
    [TestCase("Unknown", "failure")]
    [TestCase("Timeout", "timeout")]
    [TestCase("Unavailable", "error")]
    public void The_result_says_whose_fault_a_failure_was(string kind, string result)
    {
        using var spans = new RecordedSpans();
        using var bench = new TelemetryBench(TelemetryBench.Retrying);

        bench.Play(Step.Fail(FailureKind.Of(kind)));

        Tags(spans.Stage)["cicd.pipeline.task.run.result"].Should().Be(result);
    }

    [Test]
    public void A_run_that_foreign_code_ends_is_an_error_of_that_type()
    {
        using var spans = new RecordedSpans();
        using var bench = new TelemetryBench(TelemetryBench.Retrying);

        bench.Time.Run(() => bench.Runner.TryRunAsync("build-42", _ => throw new InvalidOperationException("between")));

        spans.Run.Status.Should().Be(ActivityStatusCode.Error);
        Tags(spans.Run)["error.type"].Should().Be("System.InvalidOperationException");
        Tags(spans.Run)["cicd.pipeline.result"].Should().Be("failure");
    }

    [Test]
    public void A_span_lasts_as_long_as_the_runners_clock_says_although_the_wall_clock_jumps()
    {
        using var spans = new RecordedSpans();
        using var bench = new TelemetryBench(TelemetryBench.Retrying);
        DateTimeOffset start = bench.Time.GetUtcNow();

        bench.Time.Run(async () => await bench.Work.RunAsync(async ct =>
        {
            bench.Time.JumpWallClock(TimeSpan.FromHours(-3));
            await bench.Time.DelayAsync(TimeSpan.FromSeconds(7), ct);
        }));

        spans.Stage.StartTimeUtc.Should().Be(start.UtcDateTime);
        spans.Stage.Duration.Should().Be(TimeSpan.FromSeconds(7));
    }

    [Test]
    public void A_span_that_is_only_passed_on_carries_no_data()
    {
        using var spans = new RecordedSpans(ActivitySamplingResult.PropagationData);
        using var bench = new TelemetryBench(TelemetryBench.Retrying);

        bench.PlayRun("build-42", "ci", s_networkFailure);

        spans.Ended.Should().HaveCount(2).And.OnlyContain(s => !s.TagObjects.Any() && !s.Events.Any());
    }

    [Test]
    public void The_pass_through_runner_has_no_spans()
    {
        using var spans = new RecordedSpans();

        WorkflowRunner.PassThrough["Work"].RunAsync(_ => ValueTask.CompletedTask).AsTask().IsCompletedSuccessfully.Should().BeTrue();
        WorkflowRunner.PassThrough.TryRunAsync("build-42", _ => Task.CompletedTask).IsCompletedSuccessfully.Should().BeTrue();

        spans.Ended.Should().BeEmpty();
    }

    [Test]
    public void A_late_outcome_changes_nothing_of_a_span_that_has_ended()
    {
        using var spans = new RecordedSpans();
        using var bench = new TelemetryBench(TelemetryBench.Retrying with { AttemptTimeout = TelemetryBench.Second, AbandonGrace = TelemetryBench.Second });
        TaskCompletionSource late = new();
        bench.Time.Run(async () => await bench.Work.TryRunAsync(_ => new ValueTask(late.Task)));
        string[] before = [.. spans.Stage.Events.Select(e => e.Name)];

        late.SetException(new InvalidOperationException("late"));

        Tags(spans.Stage)["cicd.pipeline.task.run.result"].Should().Be("timeout");
        before.Should().Equal("attempt");
        spans.Stage.Events.Select(e => e.Name).Should().Equal(before);
    }

    private static Dictionary<string, object?> Tags(Activity span) => span.TagObjects.ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);

    private static Dictionary<string, object?> Tags(ActivityEvent e) => e.Tags.ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);
}
