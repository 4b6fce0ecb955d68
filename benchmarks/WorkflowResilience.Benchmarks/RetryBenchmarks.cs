using BenchmarkDotNet.Attributes;
using WorkflowResilience.PerfGate;

namespace WorkflowResilience.Benchmarks;

/// <summary>What do two retries cost, without waits? Once on a bad result, once on an exception.</summary>
public class RetryBenchmarks
{
    private readonly Peers _peers = new(retryAtOnce: true);
    private readonly HttpRequestException _exception = new("down", null, System.Net.HttpStatusCode.ServiceUnavailable);
    private Func<CancellationToken, ValueTask<int>> _badResult = null!;
    private Func<CancellationToken, ValueTask<int>> _throws = null!;
    private int _turn;

    [GlobalSetup]
    public void Setup()
    {
        _badResult = _ => new ValueTask<int>(++_turn % 3 == 0 ? 1 : -1);
        _throws = _ => ++_turn % 3 == 0 ? new ValueTask<int>(1) : throw _exception;
    }

    [Benchmark(Baseline = true)]
    public ValueTask<int> PollyOnResults() => _peers.PollyOfInt.ExecuteAsync(_badResult);

    [Benchmark]
    public ValueTask<int> OursOnResults() => _peers.Ours.RunAsync(_badResult);

    [Benchmark]
    public ValueTask<int> PollyOnExceptions() => _peers.Polly.ExecuteAsync(_throws);

    [Benchmark]
    public ValueTask<int> OursOnExceptions() => _peers.Ours.RunAsync(_throws);
}
