using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace WorkflowResilience.PerfGate;

/// <summary>The same protection twice: total timeout, three attempts, a breaker on a failure ratio, attempt timeout.</summary>
internal sealed class Peers
{
    internal Peers(bool retryAtOnce = false)
    {
        Runner = BuildOurs(retryAtOnce);
        Ours = Runner["Full"];
        Polly = Build(new ResiliencePipelineBuilder(), retryAtOnce).Build();
        PollyOfInt = BuildPollyOfInt(retryAtOnce);
    }

    internal WorkflowRunner Runner { get; }

    internal StageExecutor Ours { get; }

    internal ResiliencePipeline Polly { get; }

    internal ResiliencePipeline<int> PollyOfInt { get; }

    internal static WorkflowRunner BuildOurs(bool retryAtOnce = false) => WorkflowRunner.Create(o => Configure(o, retryAtOnce));

    internal static void Configure(WorkflowRunnerOptions o, bool retryAtOnce = false)
    {
        o.Policies.Clear();
        o.Policies["Full"] = new StagePolicy
        {
            MaxAttempts = 3,
            Backoff = retryAtOnce ? BackoffSchedule.Fixed(TimeSpan.Zero) : BackoffSchedule.Exponential(TimeSpan.FromSeconds(1)),
            TotalTimeout = TimeSpan.FromMinutes(5),
            AttemptTimeout = TimeSpan.FromSeconds(30),
            Conditions = retryAtOnce ? [RetryCondition.OnResult<int>("negative", r => r < 0), RetryCondition.Transient] : [RetryCondition.Transient],
            RetryBudget = retryAtOnce ? null : RetryBudgetPolicy.Default,
            CircuitBreaker = retryAtOnce ? null : new CircuitBreakerPolicy { ConsecutiveFailures = null, FailureRatio = 0.5, MinimumThroughput = 100, Window = TimeSpan.FromSeconds(30) },
        };
    }

    internal static ResiliencePipeline<int> BuildPollyOfInt(bool retryAtOnce = false) => Build(new ResiliencePipelineBuilder<int>(), retryAtOnce).Build();

    private static ResiliencePipelineBuilder Build(ResiliencePipelineBuilder builder, bool retryAtOnce)
    {
        builder.AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromMinutes(5) })
            .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 2, BackoffType = DelayBackoffType.Exponential, Delay = retryAtOnce ? TimeSpan.Zero : TimeSpan.FromSeconds(1) });
        if (!retryAtOnce) builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions { FailureRatio = 0.5, MinimumThroughput = 100, SamplingDuration = TimeSpan.FromSeconds(30) });
        return builder.AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(30) });
    }

    private static ResiliencePipelineBuilder<int> Build(ResiliencePipelineBuilder<int> builder, bool retryAtOnce)
    {
        builder.AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromMinutes(5) })
            .AddRetry(new RetryStrategyOptions<int>
            {
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                Delay = retryAtOnce ? TimeSpan.Zero : TimeSpan.FromSeconds(1),
                ShouldHandle = retryAtOnce ? new PredicateBuilder<int>().HandleResult(r => r < 0) : new PredicateBuilder<int>().Handle<Exception>(),
            });
        if (!retryAtOnce) builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<int> { FailureRatio = 0.5, MinimumThroughput = 100, SamplingDuration = TimeSpan.FromSeconds(30) });
        return builder.AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(30) });
    }
}
