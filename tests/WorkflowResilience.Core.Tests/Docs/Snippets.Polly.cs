namespace WorkflowResilience.Tests.Docs;

/// <summary>The C# of the page for those who come from Polly: this library's side of it.</summary>
internal static partial class Snippets
{
    internal static async Task AfterPolly(Uri address, HttpClient http, CancellationToken cancellationToken)
    {
        #region polly-after
        using WorkflowRunner runner = WorkflowRunner.Create(options => options.Policies["Download"] = new StagePolicy
        {
            TotalTimeout = TimeSpan.FromMinutes(2),
            MaxAttempts = 4,
            Backoff = BackoffSchedule.Exponential(TimeSpan.FromSeconds(1), max: TimeSpan.FromSeconds(30)),
            Conditions =
            [
                RetryCondition.OnException<HttpRequestException>(),
                RetryCondition.On(FailureKind.Timeout),
                RetryCondition.OnResult<HttpResponseMessage>("5xx", r => (int)r.StatusCode >= 500),
            ],
            CircuitBreaker = new CircuitBreakerPolicy
            {
                ConsecutiveFailures = null,
                FailureRatio = 0.5,
                MinimumThroughput = 20,
                OpenTime = BackoffSchedule.Fixed(TimeSpan.FromSeconds(15)),
            },
            AttemptTimeout = TimeSpan.FromSeconds(10),
        });

        using HttpResponseMessage response = await runner["Download"].RunAsync(ct => http.GetAsync(address, ct), cancellationToken);
        #endregion
    }

    internal static void LikePolly()
    {
        #region polly-defaults
        StagePolicy policy = new()
        {
            MaxAttempts = 4,
            Backoff = BackoffSchedule.Fixed(TimeSpan.FromSeconds(2)),
            Conditions = [RetryCondition.On(FailureKind.Cancelled).Stop(), RetryCondition.Anything],
            AttemptTimeout = null,
            AbandonGrace = Timeout.InfiniteTimeSpan,
            RetryBudget = null,
        };
        #endregion
        Console.WriteLine(policy);
    }

    internal static void LikePollyRunner()
    {
        #region polly-runner
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            options.MaxConcurrentRetries = 100_000;
            options.RunLimits = new RunLimits { MaxRetries = 100_000, MaxRetryTime = TimeSpan.FromDays(30) };
        });
        #endregion
    }

    internal static async Task AfterOutcome(WorkflowRunner runner, Uri address, HttpClient http, CancellationToken cancellationToken)
    {
        #region polly-outcome
        StageOutcome<HttpResponseMessage> outcome = await runner["Download"].TryRunAsync(ct => http.GetAsync(address, ct), cancellationToken);
        using HttpResponseMessage? last = outcome.Value; // also the refused response, when that was the end
        #endregion
    }
}
