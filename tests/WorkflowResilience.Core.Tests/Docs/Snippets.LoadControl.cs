using System.Net.Http.Json;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The C# of the pages on budgets and storms, hedging and fallbacks.</summary>
internal static partial class Snippets
{
    internal static void SharedBudget()
    {
        #region budgets-target
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            RetryBudgetPolicy git = RetryBudgetPolicy.Default with { Target = "git.example.org" };
            options.Policies["Clone"] = new StagePolicy { RetryBudget = git };
            options.Policies["Push"] = new StagePolicy { RetryBudget = git, Effect = StageEffect.NotIdempotent };
        });
        #endregion
    }

    internal static async Task Keyed(WorkflowRunner runner, Uri address, HttpClient http, CancellationToken cancellationToken)
    {
        #region budgets-keys
        string page = await runner["Fetch"].For(address.Host).RunAsync(ct => http.GetStringAsync(address, ct), cancellationToken);
        #endregion
        Console.WriteLine(page);
    }

    internal static void Limits()
    {
        #region budgets-limits
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            options.MaxConcurrentRetries = 10;
            options.MaxRetryQueueTime = TimeSpan.FromMinutes(1);
            options.RunLimits = new RunLimits { MaxRetries = 20, MaxRetryTime = TimeSpan.FromMinutes(30) };
            options.Policies["Scan"] = new StagePolicy { Bulkhead = new BulkheadPolicy { MaxConcurrent = 4, MaxQueued = 10 } };
        });
        #endregion
    }

    internal static void Throttle()
    {
        #region budgets-throttle
        StagePolicy policy = new() { Throttle = new ThrottlePolicy { Multiplier = 2, Window = TimeSpan.FromMinutes(2), MaxRejection = 0.9 } };
        #endregion
        Console.WriteLine(policy);
    }

    internal static void OneShot()
    {
        #region budgets-one-shot
        StagePolicy policy = new()
        {
            MaxAttempts = 2,
            Backoff = BackoffSchedule.Exponential(TimeSpan.FromSeconds(30), max: TimeSpan.FromMinutes(5)),
            RetryBudget = RetryBudgetPolicy.Default with { Target = "git.example.org", Initial = 1 },
        };
        #endregion
        Console.WriteLine(policy);
    }

    internal static async Task LetThroughOf(WorkflowRunner runner, Uri address, HttpClient http)
    {
        #region budgets-let-through
        StageOutcome<string> outcome = await runner["Fetch"].TryRunAsync(ct => http.GetStringAsync(address, ct));
        if (outcome is { Kind: StageOutcomeKind.Failed, Failure: { } failure })
            Console.WriteLine($"{failure.Reason.Code()}, needed: {failure.LetThrough}");
        #endregion
    }

    internal static void Hedging()
    {
        #region hedging-policy
        StagePolicy policy = new()
        {
            Effect = StageEffect.Idempotent,
            AttemptTimeout = TimeSpan.FromSeconds(20),
            Hedging = new HedgingPolicy { Delay = TimeSpan.FromSeconds(2) },
        };
        #endregion
        Console.WriteLine(policy);
    }

    internal static async Task IdempotencyKey(WorkflowRun run, HttpClient http, Uri address, string order)
    {
        #region hedging-key
        string receipt = await run.StageAsync("Order", (http, address, order), static async (o, context) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, o.address) { Content = JsonContent.Create(o.order) };
            request.Headers.Add("Idempotency-Key", context.IdempotencyKey);
            using HttpResponseMessage response = await o.http.SendAsync(request, context.CancellationToken);
            if (!response.IsSuccessStatusCode) throw StageFailure.OfResponse(response, DateTimeOffset.UtcNow);
            return await response.Content.ReadAsStringAsync(context.CancellationToken);
        });
        #endregion
        Console.WriteLine(receipt);
    }

    internal static async Task Fallbacks(WorkflowRun run, HttpClient http, Uri address, Uri replica)
    {
        #region fallbacks-use
        string index = await run.StageAsync(
            "Index",
            ct => http.GetStringAsync(address, ct),
            [
                StageFallback.Of("replica", (failure, ct) => http.GetStringAsync(replica, ct)) with { Timeout = TimeSpan.FromSeconds(10) },
                StageFallback.Of("file", (failure, ct) => File.ReadAllTextAsync("index.json", ct)) with { When = f => f.Kind != FailureKind.Authentication },
                StageFallback.Value("empty", "[]"),
            ]);
        #endregion
        Console.WriteLine(index);
    }

    internal static async Task Degraded(StageExecutor executor, Func<CancellationToken, Task<string>> read)
    {
        #region fallbacks-outcome
        StageOutcome<string> index = await executor.TryRunAsync(read, [StageFallback.Value("empty", "[]")]);
        if (index.IsDegraded) Console.WriteLine($"{index.Fallback} after {index.Failure!.Reason.Code()}");
        #endregion
    }
}
