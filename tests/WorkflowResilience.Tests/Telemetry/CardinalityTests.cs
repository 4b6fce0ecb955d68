using WorkflowResilience.Telemetry;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Telemetry;

/// <summary>What may become a label, and which series are there before anything has happened.</summary>
[TestFixture]
public sealed class CardinalityTests
{
    private static readonly Step s_networkFailure = Step.Fail(new HttpRequestException(HttpRequestError.ConnectionError));

    [Test]
    public void A_run_id_and_a_key_never_become_labels()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Breaking, metrics.Observer);

        bench.PlayRun("run-4711", "ci", s_networkFailure);
        bench.Play(bench.Work.For("key-4711"), s_networkFailure);
        metrics.Collect();

        metrics.TagValues.Keys.Should().Contain("Work").And.NotContain(v => v.Contains("4711", StringComparison.Ordinal));
    }

    [Test]
    public void A_stage_without_a_policy_of_its_own_is_other_until_it_gets_one()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Breaking, o => o.UnknownStages = UnknownStages.DefaultPolicy, metrics.Observer);

        bench.Play(bench.Runner["Met"], Step.Succeed());
        bench.Runner.TryReconfigure("Met", TelemetryBench.Breaking, out _).Should().BeTrue();
        bench.Play(bench.Runner["Met"], Step.Succeed());

        metrics["stage.executions{workflow=none,stage=other,outcome=success,retried=false}"].Should().Be(1);
        metrics["stage.executions{workflow=none,stage=Met,outcome=success,retried=false}"].Should().Be(1);
    }

    [Test]
    public void A_new_default_policy_does_not_make_names_of_the_stages_that_follow_it()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Breaking, o => o.UnknownStages = UnknownStages.DefaultPolicy, metrics.Observer);
        bench.Play(bench.Runner["Met"], Step.Succeed());

        bench.Runner.TryReconfigure(new WorkflowRunnerOptions { UnknownStages = UnknownStages.DefaultPolicy, DefaultPolicy = TelemetryBench.Retrying }, out _).Should().BeTrue();
        bench.Play(bench.Runner["Met"], Step.Succeed());

        bench.Runner["Met"].Policy.Should().Be(TelemetryBench.Retrying);
        metrics["stage.executions{workflow=none,stage=other,outcome=success,retried=false}"].Should().Be(2);
    }

    [Test]
    public void Circuits_of_stages_without_a_policy_of_their_own_are_counted_together()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Breaking, o => (o.UnknownStages, o.DefaultPolicy) = (UnknownStages.DefaultPolicy, TelemetryBench.Breaking), metrics.Observer);

        foreach (string stage in (string[])["One", "Two", "Three"]) bench.Play(bench.Runner[stage], Step.Succeed());
        metrics.Collect();

        metrics["circuit_breaker.state{stage=other,state=closed}"].Should().Be(3);
        metrics.TagValues.Keys.Should().NotContain("One");
    }

    [Test]
    public void The_hundred_and_first_workflow_is_other()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Retrying, metrics.Observer);

        for (int i = 1; i <= 103; i++) bench.PlayRun($"run-{i}", $"workflow-{i}", Step.Succeed());
        bench.PlayRun("run-1b", "workflow-1", Step.Succeed());

        metrics["stage.executions{workflow=other,stage=Work,outcome=success,retried=false}"].Should().Be(3);
        metrics["stage.executions{workflow=workflow-100,stage=Work,outcome=success,retried=false}"].Should().Be(1);
        metrics["stage.executions{workflow=workflow-1,stage=Work,outcome=success,retried=false}"].Should().Be(2);
        metrics.TagValues.Keys.Should().NotContain("workflow-101");
    }

    [Test]
    public void Kinds_that_a_host_invents_without_end_become_one()
    {
        var names = new BoundedNames(2, Labels.OtherError);

        ((string[])["a", "b", "c", "a", "d"]).Select(names.Of).Should().Equal("a", "b", "_OTHER", "a", "_OTHER");
    }

    [Test]
    public void Series_of_an_execution_begin_with_zero_when_its_stage_starts()
    {
        using var metrics = new RecordedMetrics();
        using var bench = new TelemetryBench(TelemetryBench.Retrying, metrics.Observer);
        string[] before = [];

        bench.Time.Run(() => bench.Work.RunAsync(_ =>
        {
            before = [.. metrics.Series.Where(s => s.Value.Sum == 0).Select(s => s.Key)];
            return ValueTask.CompletedTask;
        }).AsTask());

        before.Should().Contain("stage.executions{workflow=none,stage=Work,outcome=failure,retried=true}")
            .And.Contain("stage.executions{workflow=none,stage=Work,outcome=success,retried=false}")
            .And.Contain("stage.attempts{workflow=none,stage=Work,kind=retry,outcome=failure}");
    }

    [Test]
    public void Series_that_a_policy_makes_possible_begin_with_zero_whether_the_listener_or_the_runner_comes_first()
    {
        foreach (bool listenerFirst in (bool[])[true, false])
        {
            using var metrics = new RecordedMetrics(listens: listenerFirst);
            using var bench = new TelemetryBench(TelemetryBench.Breaking with { MaxAttempts = 2, RetryBudget = new RetryBudgetPolicy() }, metrics.Observer);
            if (!listenerFirst)
            {
                metrics.Listen();
                metrics.Collect();
            }

            metrics["stage.rejections{stage=Work,reason=circuit-open}"].Should().Be(0);
            metrics["circuit_breaker.transitions{stage=Work,from=closed,to=open}"].Should().Be(0);
            metrics["retry.refusals{stage=Work,reason=retry-budget-exhausted}"].Should().Be(0);
            metrics["stage.rejections{stage=Work,reason=bulkhead-full}"].Should().BeNull("the policy has no bulkhead");
        }
    }

    [Test]
    public void A_disposed_runner_is_observed_no_more()
    {
        using var metrics = new RecordedMetrics();
        var bench = new TelemetryBench(TelemetryBench.Breaking, metrics.Observer);
        metrics.Collect();
        metrics["circuit_breaker.state{stage=Work,state=closed}"].Should().Be(1);

        bench.Dispose();
        metrics.Collect();

        metrics["circuit_breaker.state{stage=Work,state=closed}"].Should().BeNull();
    }

    [Test]
    public void The_meter_is_the_factorys_or_one_of_its_own()
    {
        using var metrics = new RecordedMetrics();
        metrics.Created.Should().ContainSingle().Which.Name.Should().Be("WorkflowResilience");
        metrics.Instruments.Should().OnlyContain(i => i.Name.StartsWith("workflow_resilience.", StringComparison.Ordinal));

        using var own = new ResilienceMetrics(null);
        own.IsListening.Should().BeFalse();
    }
}
