using BenchmarkDotNet.Attributes;
using WorkflowResilience.PerfGate;

namespace WorkflowResilience.Benchmarks;

/// <summary>What does full protection cost a call that succeeds? Total timeout, three attempts, breaker on a ratio, attempt timeout.</summary>
public class FullPolicyBenchmarks
{
    private readonly Func<CancellationToken, ValueTask<int>> _atOnce = static _ => new ValueTask<int>(42);
    private readonly Func<CancellationToken, ValueTask<int>> _later = static async _ =>
    {
        await Task.Yield();
        return 42;
    };

    private readonly CancellationTokenSource _source = new();
    private Peers _peers = null!;
    private CancellationToken _caller;

    /// <summary>Whether the caller brings a token that can be cancelled.</summary>
    [Params(false, true)]
    public bool CallerToken { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _peers = new Peers();
        _caller = CallerToken ? _source.Token : CancellationToken.None;
    }

    [Benchmark(Baseline = true)]
    public ValueTask<int> PollyAtOnce() => _peers.PollyOfInt.ExecuteAsync(_atOnce, _caller);

    [Benchmark]
    public ValueTask<int> OursAtOnce() => _peers.Ours.RunAsync(_atOnce, _caller);

    [Benchmark]
    public ValueTask<int> BareLater() => _later(_caller);

    [Benchmark]
    public ValueTask<int> PollyLater() => _peers.PollyOfInt.ExecuteAsync(_later, _caller);

    [Benchmark]
    public ValueTask<int> OursLater() => _peers.Ours.RunAsync(_later, _caller);
}
