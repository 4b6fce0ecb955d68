using BenchmarkDotNet.Attributes;
using WorkflowResilience.PerfGate;

namespace WorkflowResilience.Benchmarks;

/// <summary>What do threads cost one another that share one executor? Time a call on each thread; without contention it does not depend on their number.</summary>
public class ContentionBenchmarks
{
    private const int Calls = 100_000;

    private readonly Func<CancellationToken, ValueTask<int>> _work = static _ => new ValueTask<int>(42);
    private readonly Peers _peers = new();

    /// <summary>Threads that call at the same time.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public void Polly() => OnThreads(token =>
    {
        for (int i = 0; i < Calls; i++) _peers.PollyOfInt.ExecuteAsync(_work, token).GetAwaiter().GetResult();
    });

    [Benchmark(OperationsPerInvoke = Calls)]
    public void Ours() => OnThreads(token =>
    {
        for (int i = 0; i < Calls; i++) _peers.Ours.RunAsync(_work, token).GetAwaiter().GetResult();
    });

    private void OnThreads(Action<CancellationToken> work)
    {
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            using var caller = new CancellationTokenSource();
            work(caller.Token);
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
    }
}
