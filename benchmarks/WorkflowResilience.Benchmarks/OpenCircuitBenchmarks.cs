using BenchmarkDotNet.Attributes;
using Polly;
using Polly.CircuitBreaker;

namespace WorkflowResilience.Benchmarks;

/// <summary>What does a refused call cost, asked without exceptions?</summary>
public class OpenCircuitBenchmarks
{
    private readonly Func<CancellationToken, ValueTask<int>> _work = static _ => new ValueTask<int>(42);
    private StageExecutor _ours = null!;
    private ResiliencePipeline<int> _polly = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        _ours = WorkflowRunner.Create(o => o.Policies["Open"] = new StagePolicy { CircuitBreaker = new CircuitBreakerPolicy() })["Open"];
        _ours.Circuit!.Isolate();
        var control = new CircuitBreakerManualControl();
        _polly = new ResiliencePipelineBuilder<int>().AddCircuitBreaker(new CircuitBreakerStrategyOptions<int> { ManualControl = control }).Build();
        await control.IsolateAsync();
    }

    [Benchmark(Baseline = true)]
    public async ValueTask<bool> Polly()
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get();
        Outcome<int> outcome = await _polly.ExecuteOutcomeAsync(static async (c, work) => Outcome.FromResult(await work(c.CancellationToken)), context, _work);
        ResilienceContextPool.Shared.Return(context);
        return outcome.Exception is null;
    }

    [Benchmark]
    public async ValueTask<bool> Ours() => (await _ours.TryRunAsync(_work)).IsSuccess;
}
