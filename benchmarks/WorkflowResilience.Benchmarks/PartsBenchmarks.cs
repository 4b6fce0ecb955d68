using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Polly;
using Polly.CircuitBreaker;
using Polly.Hedging;
using Polly.Retry;
using Polly.Timeout;

namespace WorkflowResilience.Benchmarks;

/// <summary>What does each part cost by itself when the call succeeds, and what do all of them cost together?</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class PartsBenchmarks
{
    private static readonly StagePolicy s_nothing = new() { MaxAttempts = 1, AttemptTimeout = null, RetryBudget = null };
    private static readonly CircuitBreakerPolicy s_circuit = new() { ConsecutiveFailures = null, FailureRatio = 0.5, MinimumThroughput = 100 };
    private static readonly StagePolicy s_hedged = s_nothing with { Effect = StageEffect.Idempotent, Hedging = new HedgingPolicy { Delay = TimeSpan.FromSeconds(30) } };

    private readonly Func<CancellationToken, ValueTask<int>> _atOnce = static _ => new ValueTask<int>(42);
    private readonly Func<CancellationToken, ValueTask<int>> _later = static async _ =>
    {
        await Task.Yield();
        return 42;
    };

    private readonly StageExecutor _timeout = Ours(s_nothing with { AttemptTimeout = TimeSpan.FromSeconds(30) });
    private readonly StageExecutor _retry = Ours(s_nothing with { MaxAttempts = 3 });
    private readonly StageExecutor _breaker = Ours(s_nothing with { CircuitBreaker = s_circuit });
    private readonly StageExecutor _hedging = Ours(s_hedged);
    private readonly StageExecutor _bulkhead = Ours(s_nothing with { Bulkhead = new BulkheadPolicy { MaxConcurrent = 100 } });
    private readonly StageExecutor _all = Ours(s_hedged with { MaxAttempts = 3, AttemptTimeout = TimeSpan.FromSeconds(30), TotalTimeout = TimeSpan.FromMinutes(5), CircuitBreaker = s_circuit });
    private readonly ResiliencePipeline<int> _pollyTimeout = Build(b => b.AddTimeout(TimeSpan.FromSeconds(30)));
    private readonly ResiliencePipeline<int> _pollyRetry = Build(b => b.AddRetry(Retry()));
    private readonly ResiliencePipeline<int> _pollyBreaker = Build(b => b.AddCircuitBreaker(Breaker()));
    private readonly ResiliencePipeline<int> _pollyHedging = Build(b => b.AddHedging(Hedging()));
    private readonly ResiliencePipeline<int> _pollyAll = Build(b => b.AddTimeout(TimeSpan.FromMinutes(5)).AddRetry(Retry()).AddHedging(Hedging()).AddCircuitBreaker(Breaker()).AddTimeout(TimeSpan.FromSeconds(30)));
    private Func<CancellationToken, ValueTask<int>> _work = null!;

    /// <summary>Whether the delegate yields before it returns, or completes at once.</summary>
    [Params(false, true)]
    public bool Yields { get; set; }

    [GlobalSetup]
    public void Setup() => _work = Yields ? _later : _atOnce;

    [BenchmarkCategory("nothing"), Benchmark(Baseline = true)]
    public ValueTask<int> BareCall() => _work(CancellationToken.None);

    [BenchmarkCategory("timeout"), Benchmark(Baseline = true)]
    public ValueTask<int> PollyTimeout() => _pollyTimeout.ExecuteAsync(_work);

    [BenchmarkCategory("timeout"), Benchmark]
    public ValueTask<int> OursTimeout() => _timeout.RunAsync(_work);

    [BenchmarkCategory("retry"), Benchmark(Baseline = true)]
    public ValueTask<int> PollyRetry() => _pollyRetry.ExecuteAsync(_work);

    [BenchmarkCategory("retry"), Benchmark]
    public ValueTask<int> OursRetry() => _retry.RunAsync(_work);

    [BenchmarkCategory("breaker"), Benchmark(Baseline = true)]
    public ValueTask<int> PollyBreaker() => _pollyBreaker.ExecuteAsync(_work);

    [BenchmarkCategory("breaker"), Benchmark]
    public ValueTask<int> OursBreaker() => _breaker.RunAsync(_work);

    [BenchmarkCategory("hedging"), Benchmark(Baseline = true)]
    public ValueTask<int> PollyHedging() => _pollyHedging.ExecuteAsync(_work);

    [BenchmarkCategory("hedging"), Benchmark]
    public ValueTask<int> OursHedging() => _hedging.RunAsync(_work);

    [BenchmarkCategory("bulkhead"), Benchmark(Baseline = true)]
    public ValueTask<int> OursBulkhead() => _bulkhead.RunAsync(_work);

    [BenchmarkCategory("all, hedged"), Benchmark(Baseline = true)]
    public ValueTask<int> PollyAll() => _pollyAll.ExecuteAsync(_work);

    [BenchmarkCategory("all, hedged"), Benchmark]
    public ValueTask<int> OursAll() => _all.RunAsync(_work);

    private static StageExecutor Ours(StagePolicy policy) => WorkflowRunner.Create(o => o.Policies["Part"] = policy)["Part"];

    private static ResiliencePipeline<int> Build(Action<ResiliencePipelineBuilder<int>> add)
    {
        var builder = new ResiliencePipelineBuilder<int>();
        add(builder);
        return builder.Build();
    }

    private static RetryStrategyOptions<int> Retry() => new() { MaxRetryAttempts = 2 };

    private static CircuitBreakerStrategyOptions<int> Breaker() => new() { FailureRatio = 0.5, MinimumThroughput = 100 };

    private static HedgingStrategyOptions<int> Hedging() => new() { Delay = TimeSpan.FromSeconds(30) };
}
