using System.Diagnostics;
using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Telemetry;

namespace WorkflowResilience.Benchmarks;

/// <summary>What does telemetry cost a call that succeeds: registered while nobody listens, with metrics listened to, with metrics and spans? Polly's side is its bare listener.</summary>
public class TelemetryBenchmarks
{
    private readonly Func<CancellationToken, ValueTask<int>> _work = static _ => new ValueTask<int>(42);
    private ServiceProvider _services = null!;
    private StageExecutor _ours = null!;
    private ResiliencePipeline<int> _polly = null!;
    private MeterListener? _meters;
    private ActivityListener? _spans;

    /// <summary>Who listens.</summary>
    [Params("nobody", "metrics", "metrics and spans")]
    public string Listens { get; set; } = "nobody";

    [GlobalSetup]
    public void Setup()
    {
        _services = new ServiceCollection().AddWorkflowResilience(o => o.Policies["Full"] = new StagePolicy()).Services.BuildServiceProvider();
        _ours = _services.GetRequiredService<WorkflowRunner>()["Full"];
        var builder = new ResiliencePipelineBuilder<int>();
        if (Listens != "nobody") builder.TelemetryListener = new Counting();
        _polly = builder.AddRetry(new() { MaxRetryAttempts = 2 }).AddTimeout(TimeSpan.FromMinutes(5)).Build();
        if (Listens == "nobody") return;
        _meters = new MeterListener { InstrumentPublished = static (instrument, listener) => { if (instrument.Meter.Name == "WorkflowResilience") listener.EnableMeasurementEvents(instrument); } };
        _meters.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        _meters.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        _meters.Start();
        if (Listens == "metrics") return;
        _spans = new ActivityListener { ShouldListenTo = static source => source.Name == "WorkflowResilience", Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData };
        ActivitySource.AddActivityListener(_spans);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _meters?.Dispose();
        _spans?.Dispose();
        _services.Dispose();
    }

    [Benchmark(Baseline = true)]
    public ValueTask<int> Polly() => _polly.ExecuteAsync(_work);

    [Benchmark]
    public ValueTask<int> Ours() => _ours.RunAsync(_work);

    private sealed class Counting : TelemetryListener
    {
        private int _events;

        public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args) => Interlocked.Increment(ref _events);
    }
}
