using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using WorkflowResilience.Telemetry;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Telemetry;

/// <summary>What the OpenTelemetry SDK makes of it.</summary>
[TestFixture]
[NonParallelizable]
public sealed class OpenTelemetryTests
{
    private static bool IsWork(MetricPoint point)
    {
        foreach (KeyValuePair<string, object?> tag in point.Tags)
        {
            if (tag is { Key: "stage", Value: "Work" }) return true;
        }

        return false;
    }

    private static readonly Step s_networkFailure = Step.Fail(new HttpRequestException(HttpRequestError.ConnectionError));

    [Test]
    public void Metrics_arrive_with_units_buckets_and_zeros()
    {
        List<Metric> exported = [];
        using var metrics = new ResilienceMetrics(null);
        using MeterProvider provider = Sdk.CreateMeterProviderBuilder().AddMeter("WorkflowResilience").AddInMemoryExporter(exported).Build();
        using var bench = new TelemetryBench(TelemetryBench.Breaking with { MaxAttempts = 2 }, metrics);

        bench.PlayRun("build-42", "ci", s_networkFailure, Step.Delay(TimeSpan.FromSeconds(20), Step.Succeed()));
        provider.ForceFlush().Should().BeTrue();

        Metric executions = exported.Single(m => m.Name == "workflow_resilience.stage.executions");
        executions.Unit.Should().Be("{execution}");
        Points(executions).Should().HaveCount(10).And.Contain(p => p.GetSumLong() == 0);
        Metric attempts = exported.Single(m => m.Name == "workflow_resilience.stage.attempts");
        Points(attempts).Sum(p => p.GetSumLong()).Should().Be(1, "the circuit opened before the second");
        Metric duration = exported.Single(m => m.Name == "workflow_resilience.stage.duration");
        duration.Unit.Should().Be("s");
        Buckets(Points(duration).First()).Should().Equal(
            0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, double.PositiveInfinity);
        Metric states = exported.Single(m => m.Name == "workflow_resilience.circuit_breaker.state");
        states.MetricType.Should().Be(MetricType.LongSumNonMonotonic);
        Points(states).Where(IsWork).Sum(p => p.GetSumLong()).Should().Be(1, "other tests may have runners of their own");
        exported.Single(m => m.Name == "workflow_resilience.stage.rejections").MeterName.Should().Be("WorkflowResilience");
        exported.Select(m => m.Name).Should().Contain("workflow_resilience.circuit_breaker.transitions", "a first transition is visible to a rate, because its zero comes before");
    }

    [Test]
    public void Spans_arrive_with_their_parents()
    {
        List<Activity> exported = [];
        using var client = new ActivitySource("Client");
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder().AddSource("WorkflowResilience", "Client").AddInMemoryExporter(exported).Build();
        using var bench = new TelemetryBench(TelemetryBench.Retrying);

        bench.Time.Run(() => bench.Runner.RunAsync("build-42", async run => await run.StageAsync("Work", _ =>
        {
            using Activity? get = client.StartActivity("GET", ActivityKind.Client);
            return ValueTask.CompletedTask;
        }), new RunOptions { WorkflowName = "ci" }));
        provider.ForceFlush().Should().BeTrue();

        Activity run = exported.Single(s => s.DisplayName == "run ci"), stage = exported.Single(s => s.DisplayName == "stage Work"), get = exported.Single(s => s.DisplayName == "GET");
        exported.Should().HaveCount(3).And.OnlyContain(s => s.TraceId == run.TraceId);
        stage.ParentSpanId.Should().Be(run.SpanId);
        get.ParentSpanId.Should().Be(stage.SpanId);
        stage.Source.Version.Should().NotBeNullOrEmpty();
    }

    [Test]
    public void Sampled_out_spans_leave_no_trace_and_the_stage_runs()
    {
        List<Activity> exported = [];
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder().AddSource("WorkflowResilience").SetSampler(new AlwaysOffSampler()).AddInMemoryExporter(exported).Build();
        using var bench = new TelemetryBench(TelemetryBench.Retrying);

        bench.Play(s_networkFailure, Step.Succeed()).IsSuccess.Should().BeTrue();
        provider.ForceFlush();

        exported.Should().BeEmpty();
    }

    [Test]
    public void A_host_needs_nothing_more_than_the_runner_to_be_logged_and_measured()
    {
        List<Metric> exported = [];
        var logs = new RecordedLogs(LogLevel.Information);
        var services = new ServiceCollection();
        services.AddMetrics();
        services.AddSingleton<ILoggerFactory>(logs);
        services.AddWorkflowResilience();
        services.AddWorkflowResilience(o => o.Policies["Work"] = TelemetryBench.Breaking);
        using MeterProvider meters = Sdk.CreateMeterProviderBuilder().AddMeter("WorkflowResilience").AddInMemoryExporter(exported).Build();
        using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetServices<IResilienceObserver>().Select(o => o.GetType().Name).Should().Equal("LogObserver", "ResilienceMetrics");
        StageExecutor work = provider.GetRequiredService<WorkflowRunner>()["Work"];
        work.TryRunAsync<int>(_ => throw new HttpRequestException(HttpRequestError.ConnectionError)).AsTask().IsCompletedSuccessfully.Should().BeTrue();
        meters.ForceFlush();

        logs.Lines.Select(l => l.Id.Name).Should().Equal("CircuitOpened", "StageFailed");
        Points(exported.Single(m => m.Name == "workflow_resilience.circuit_breaker.state")).Should().Contain(p => p.GetSumLong() == 1);
        MetricPoint failed = Points(exported.Single(m => m.Name == "workflow_resilience.stage.executions")).Single(p => p.GetSumLong() == 1);
        Labels(failed).Should().Contain("stage=Work").And.Contain("outcome=failure");
    }

    private static List<MetricPoint> Points(Metric metric)
    {
        List<MetricPoint> points = [];
        foreach (ref readonly MetricPoint point in metric.GetMetricPoints()) points.Add(point);
        return points;
    }

    private static List<string> Labels(MetricPoint point)
    {
        List<string> labels = [];
        foreach (KeyValuePair<string, object?> tag in point.Tags) labels.Add($"{tag.Key}={tag.Value}");
        return labels;
    }

    private static List<double> Buckets(MetricPoint point)
    {
        List<double> bounds = [];
        foreach (HistogramBucket bucket in point.GetHistogramBuckets()) bounds.Add(bucket.ExplicitBound);
        return bounds;
    }
}
