using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Telemetry;

/// <summary>What the instruments count, seen by a listener.</summary>
[TestFixture]
public sealed class MetricsTests
{
    private static readonly Step s_networkFailure = Step.Fail(new HttpRequestException(HttpRequestError.ConnectionError));

    [Test]
    public void A_success_at_the_first_attempt_is_one_execution_and_one_attempt()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Retrying, metrics.Observer);

        bench.PlayRun("build-1", "ci", Step.Succeed());

        metrics["stage.executions{workflow=ci,stage=Work,outcome=success,retried=false}"].Should().Be(1);
        metrics["stage.attempts{workflow=ci,stage=Work,kind=first,outcome=success}"].Should().Be(1);
        metrics.Series["stage.duration{stage=Work,outcome=success}"].Count.Should().Be(1);
        metrics.Series["stage.attempt.duration{stage=Work,outcome=success}"].Count.Should().Be(1);
        metrics.Series["run.duration{workflow=ci,outcome=success}"].Count.Should().Be(1);
        metrics.Series.Keys.Should().NotContain(k => k.StartsWith("run.failures", StringComparison.Ordinal));
    }

    [Test]
    public void A_retried_failure_counts_among_the_attempts_and_not_among_the_executions()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Retrying, metrics.Observer);

        bench.Play(s_networkFailure, Step.Succeed()).IsSuccess.Should().BeTrue();

        metrics["stage.executions{workflow=none,stage=Work,outcome=success,retried=true}"].Should().Be(1);
        metrics["stage.executions{workflow=none,stage=Work,outcome=failure,retried=true}"].Should().Be(0);
        metrics["stage.attempts{workflow=none,stage=Work,kind=first,outcome=failure}"].Should().Be(1);
        metrics["stage.attempts{workflow=none,stage=Work,kind=retry,outcome=success}"].Should().Be(1);
        metrics["retry.delay{stage=Work}"].Should().Be(1);
        metrics["stage.duration{stage=Work,outcome=success}"].Should().Be(1);
        metrics.Series["stage.attempt.duration{stage=Work,outcome=failure,error.type=Network}"].Count.Should().Be(1);
    }

    [Test]
    public void A_failure_for_good_is_counted_once_with_its_kind_and_sinks_the_run()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Retrying, metrics.Observer);

        bench.PlayRun("build-1", "ci", s_networkFailure);

        metrics["stage.executions{workflow=ci,stage=Work,outcome=failure,retried=true}"].Should().Be(1);
        metrics["stage.attempts{workflow=ci,stage=Work,kind=first,outcome=failure}"].Should().Be(1);
        metrics["stage.attempts{workflow=ci,stage=Work,kind=retry,outcome=failure}"].Should().Be(2);
        metrics.Series["stage.duration{stage=Work,outcome=failure,error.type=Network}"].Should().Be((2, 1));
        metrics["run.failures{workflow=ci,stage=Work,reason=attempts-exhausted}"].Should().Be(1);
        metrics.Series["run.duration{workflow=ci,outcome=failure}"].Count.Should().Be(1);
    }

    [Test]
    public void What_the_code_between_the_stages_throws_sinks_the_run_without_a_stage()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Retrying, metrics.Observer);

        bench.Time.Run(() => bench.Runner.TryRunAsync("build-1", _ => throw new InvalidOperationException("between")));

        metrics["run.failures{workflow=workflow,stage=none,reason=not-a-stage}"].Should().Be(1);
    }

    [Test]
    public void A_cancelled_run_is_not_a_failed_one()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Retrying, metrics.Observer);
        using var caller = new CancellationTokenSource();

        bench.Time.Run(() => bench.Runner.TryRunAsync(
            "build-1",
            async run => await run.StageAsync("Work", ct =>
            {
                caller.Cancel();
                ct.ThrowIfCancellationRequested();
                return ValueTask.CompletedTask;
            }),
            cancellationToken: caller.Token));

        metrics["stage.executions{workflow=workflow,stage=Work,outcome=cancelled,retried=false}"].Should().Be(1);
        metrics["stage.attempts{workflow=workflow,stage=Work,kind=first,outcome=cancelled}"].Should().Be(1);
        metrics.Series["run.duration{workflow=workflow,outcome=cancelled}"].Count.Should().Be(1);
        metrics.Series.Keys.Should().NotContain(k => k.StartsWith("run.failures", StringComparison.Ordinal));
    }

    [Test]
    public void A_cancellation_that_nobody_asked_for_is_a_failure()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Retrying, metrics.Observer);

        bench.Play(Step.Cancel());

        metrics["stage.attempts{workflow=none,stage=Work,kind=first,outcome=failure}"].Should().Be(1);
        metrics["stage.attempts{workflow=none,stage=Work,kind=first,outcome=cancelled}"].Should().Be(0);
    }

    [Test]
    public void An_open_circuit_rejects_and_its_transitions_are_counted()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Breaking, metrics.Observer);

        bench.Play(s_networkFailure);
        bench.Play(Step.Succeed());
        bench.Time.Advance(TimeSpan.FromMinutes(2));
        bench.Play(Step.Succeed());

        metrics["stage.rejections{stage=Work,reason=circuit-open}"].Should().Be(1);
        metrics["stage.executions{workflow=none,stage=Work,outcome=rejected,retried=false}"].Should().Be(1);
        metrics.Series["stage.duration{stage=Work,outcome=rejected,error.type=circuit-open}"].Count.Should().Be(1);
        metrics["circuit_breaker.transitions{stage=Work,from=closed,to=open}"].Should().Be(1);
        metrics["circuit_breaker.transitions{stage=Work,from=open,to=half_open}"].Should().Be(1);
        metrics["circuit_breaker.transitions{stage=Work,from=half_open,to=closed}"].Should().Be(1);
    }

    [Test]
    public void Every_circuit_of_a_stage_is_in_one_state_those_of_keys_too()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Breaking, metrics.Observer);

        bench.Play(bench.Work.For("a"), s_networkFailure);
        bench.Play(bench.Work.For("b"), Step.Succeed());
        bench.Work.For("c").Circuit!.Isolate();
        metrics.Collect();

        metrics["circuit_breaker.state{stage=Work,state=closed}"].Should().Be(2, "the stage's own and b's");
        metrics["circuit_breaker.state{stage=Work,state=open}"].Should().Be(1);
        metrics["circuit_breaker.state{stage=Work,state=half_open}"].Should().Be(0);
        metrics["circuit_breaker.state{stage=Work,state=isolated}"].Should().Be(1);
    }

    [Test]
    public void Places_of_a_bulkhead_are_seen_while_they_are_held_and_waited_for()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Retrying with { Bulkhead = new BulkheadPolicy { MaxConcurrent = 1, MaxQueued = 5 } }, metrics.Observer);

        bench.Time.Run(async () =>
        {
            Task[] calls = [.. Enumerable.Range(0, 3).Select(_ => bench.Work.RunAsync(async ct => await bench.Time.DelayAsync(TelemetryBench.Second, ct)).AsTask())];
            metrics.Collect();
            metrics["bulkhead.attempts{stage=Work,state=running}"].Should().Be(1);
            metrics["bulkhead.attempts{stage=Work,state=waiting}"].Should().Be(2);
            await Task.WhenAll(calls);
        });
        metrics.Collect();

        metrics["bulkhead.attempts{stage=Work,state=running}"].Should().Be(0);
        metrics["bulkhead.attempts{stage=Work,state=waiting}"].Should().Be(0);
    }

    [Test]
    public void Running_retries_are_seen_while_they_run()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Retrying, metrics.Observer);
        double? seen = null;
        int calls = 0;

        bench.Time.Run(() => bench.Work.RunAsync(_ =>
        {
            if (++calls == 1) throw new HttpRequestException(HttpRequestError.ConnectionError);
            metrics.Collect();
            seen = metrics["retry.active"];
            return ValueTask.CompletedTask;
        }).AsTask());
        metrics.Collect();

        seen.Should().Be(1);
        metrics["retry.active"].Should().Be(0);
    }

    [Test]
    public void A_refused_retry_says_which_limit_refused_it()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Retrying with { RetryBudget = new RetryBudgetPolicy { Capacity = 1, Initial = 0 } }, metrics.Observer);

        bench.Play(s_networkFailure);

        metrics["retry.refusals{stage=Work,reason=retry-budget-exhausted}"].Should().Be(1);
        metrics["stage.executions{workflow=none,stage=Work,outcome=failure,retried=false}"].Should().Be(1);
    }

    [Test]
    public void An_abandoned_attempt_is_told_apart_from_a_failed_one()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Retrying with { AttemptTimeout = TelemetryBench.Second, AbandonGrace = TelemetryBench.Second }, metrics.Observer);
        TaskCompletionSource never = new();

        bench.Time.Run(async () => await bench.Work.TryRunAsync(_ => new ValueTask(never.Task)));

        metrics["stage.attempts{workflow=none,stage=Work,kind=first,outcome=abandoned}"].Should().Be(1);
        metrics["stage.attempts{workflow=none,stage=Work,kind=first,outcome=failure}"].Should().Be(0);
        metrics["stage.attempt.duration{stage=Work,outcome=abandoned,error.type=Timeout}"].Should().Be(2);
        never.SetResult();
    }

    [Test]
    public void A_callback_that_throws_is_counted()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(
            TelemetryBench.Retrying with { Backoff = BackoffSchedule.Custom("broken", (_, _, _) => throw new InvalidOperationException("broken")) }, metrics.Observer);

        bench.Play(s_networkFailure, Step.Succeed());

        metrics["callback.failures"].Should().Be(1);
    }

    [Test]
    public void Hedges_and_fallbacks_are_counted_by_how_they_went()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Retrying, metrics.Observer);

        foreach (ResilienceEventKinds kind in (ResilienceEventKinds[])
                 [ResilienceEventKinds.HedgeStarted, ResilienceEventKinds.HedgeRefused, ResilienceEventKinds.FallbackUsed, ResilienceEventKinds.FallbackFailed])
            metrics.Observer.OnEvent(new ResilienceEvent { Kind = kind, Stage = "Work" });
        metrics.Observer.OnEvent(new ResilienceEvent { Kind = ResilienceEventKinds.AttemptSucceeded, Stage = "Work", Attempt = 1, Hedge = 1 });
        metrics.Observer.OnEvent(new ResilienceEvent { Kind = ResilienceEventKinds.StageSucceeded, Stage = "Work", Attempt = 1, Fallback = "cache" });

        metrics["hedges{stage=Work,outcome=started}"].Should().Be(1);
        metrics["hedges{stage=Work,outcome=refused}"].Should().Be(1);
        metrics["fallbacks{stage=Work,outcome=used}"].Should().Be(1);
        metrics["fallbacks{stage=Work,outcome=failed}"].Should().Be(1);
        metrics["stage.attempts{workflow=none,stage=Work,kind=hedge,outcome=success}"].Should().Be(1);
        metrics["stage.executions{workflow=none,stage=Work,outcome=degraded,retried=false}"].Should().Be(1);
    }
}
