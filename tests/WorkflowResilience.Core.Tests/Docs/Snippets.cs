using WorkflowResilience.Processes;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The C# of the README and of the pages on stages, runs and order; that it compiles is the test. <see cref="SnippetTests"/> holds the pages to it.</summary>
internal static partial class Snippets
{
    internal static void ReadmePolicy()
    {
        #region readme-policy
        using WorkflowRunner runner = WorkflowRunner.Create(options => options.Policies["Download"] = new StagePolicy
        {
            MaxAttempts = 4,
            Backoff = BackoffSchedule.Exponential(TimeSpan.FromSeconds(1), max: TimeSpan.FromSeconds(30)),
            AttemptTimeout = TimeSpan.FromSeconds(20),
            TotalTimeout = TimeSpan.FromMinutes(2),
            Conditions = [RetryCondition.On(FailureKind.Network, FailureKind.RateLimited), RetryCondition.OnStatusRange(500, 599)],
            CircuitBreaker = new CircuitBreakerPolicy { FailureRatio = 0.5 },
        });
        #endregion
    }

    internal static async Task First(HttpClient http)
    {
        #region stages-first
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
            options.Policies["Download"] = new StagePolicy { MaxAttempts = 4, AttemptTimeout = TimeSpan.FromSeconds(20) });

        RunSummary summary = await runner.RunAsync("build-42", async run =>
        {
            string page = await run.StageAsync("Download", ct => http.GetStringAsync(new Uri("https://example.org/"), ct));
            Console.WriteLine(page.Length);
        });
        #endregion
        Console.WriteLine(summary);
    }

    internal static async Task Executor(WorkflowRunner runner, Uri address, HttpClient http, CancellationToken cancellationToken)
    {
        #region stages-executor
        StageExecutor download = runner["Download"];

        string page = await download.RunAsync(ct => http.GetStringAsync(address, ct), cancellationToken);
        #endregion
        Console.WriteLine(page);
    }

    internal static async Task Forms(WorkflowRun run, string package)
    {
        #region stages-context
        string receipt = await run.StageAsync("Publish", package, static async (file, context) =>
        {
            Console.WriteLine($"attempt {context.Attempt} of {context.Stage} in {context.RunId}");
            return await UploadAsync(file, context.IdempotencyKey, context.CancellationToken);
        });
        #endregion
        Console.WriteLine(receipt);
    }

    internal static async Task Outcome(WorkflowRun run)
    {
        #region stages-outcome
        StageOutcome<int> outcome = await run.TryStageAsync("Scan", ct => ScanAsync(ct));
        if (outcome.TryGetValue(out int findings)) Console.WriteLine($"{findings} findings at attempt {outcome.Attempts}");
        else if (outcome.Kind == StageOutcomeKind.Failed) Console.WriteLine($"{outcome.Reason.Code()}: {outcome.Failure!.Advice}");
        #endregion
    }

    internal static async Task Definition(WorkflowRunner runner)
    {
        #region stages-definition
        WorkflowDefinition workflow = WorkflowDefinition.Create(
            "ci",
            new StageDefinition(WorkflowStage.RepositoryClone),
            new StageDefinition(WorkflowStage.TestExecution) { After = [WorkflowStage.RepositoryClone], Criticality = StageCriticality.High },
            new StageDefinition(WorkflowStage.Notification) { After = [WorkflowStage.TestExecution], Version = 2 });

        RunSummary summary = await runner.TryRunAsync("build-42", BuildAsync, new RunOptions
        {
            Workflow = workflow,
            Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["branch"] = "main" },
            Limits = new RunLimits { MaxRetries = 5, MaxRetryTime = TimeSpan.FromMinutes(30) },
        });
        #endregion
        Console.WriteLine(summary);
    }

    internal static void Log(WorkflowRun run)
    {
        #region stages-log
        run.Log.Add(RunLogLevel.Warning, "Scan", "the licence server answers slowly");
        run.Values["image"] = "sha256:0f3a";
        #endregion
    }

    internal static void Unknown()
    {
        #region stages-unknown
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            options.UnknownStages = UnknownStages.DefaultPolicy;
            options.DefaultPolicy = new StagePolicy { MaxAttempts = 2 };
        });
        #endregion
    }

    internal static void Reconfigure(WorkflowRunner runner)
    {
        #region stages-reconfigure
        StagePolicy slower = runner["Download"].Policy with { AttemptTimeout = TimeSpan.FromMinutes(1) };
        if (!runner.TryReconfigure("Download", slower, out IReadOnlyList<string> problems))
            Console.WriteLine(string.Join('\n', problems));
        #endregion
    }

    internal static async Task Program(WorkflowRun run, string url, string directory)
    {
        #region stages-program
        ProgramStage clone = ProgramStage.Of("git", "clone", "--depth", "1", url, directory) with
        {
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["GIT_TERMINAL_PROMPT"] = "0" },
        };
        ProgramResult result = await run.StageAsync(WorkflowStage.RepositoryClone, clone.RunAsync);
        #endregion
        Console.WriteLine(result.Output);
    }

    internal static void Nested()
    {
        #region order-nested
        StagePolicy outer = new() { MaxAttempts = 3, RetryNested = true };
        #endregion
        Console.WriteLine(outer);
    }

    internal static void BulkheadAndBudget()
    {
        #region order-limits
        StagePolicy policy = new()
        {
            Bulkhead = new BulkheadPolicy { MaxConcurrent = 4, MaxQueued = 10 },
            RetryBudget = RetryBudgetPolicy.Default with { Target = "git.example.org" },
        };
        #endregion
        Console.WriteLine(policy);
    }

    private static Task<string> UploadAsync(string file, string key, CancellationToken ct) => ct.IsCancellationRequested ? Task.FromCanceled<string>(ct) : Task.FromResult(file + key);

    private static Task<int> ScanAsync(CancellationToken ct) => Task.FromCanceled<int>(ct);

    private static Task BuildAsync(WorkflowRun run) => Task.FromCanceled(run.CancellationToken);

    #region stages-observer
    private sealed class ConsoleObserver : IResilienceObserver
    {
        public ResilienceEventKinds Interests => ResilienceEventKinds.RetryScheduled | ResilienceEventKinds.CircuitChanged;

        public void OnEvent(in ResilienceEvent resilienceEvent) =>
            Console.WriteLine($"{resilienceEvent.Kind} {resilienceEvent.Stage} {resilienceEvent.Delay} {resilienceEvent.ErrorText}");
    }
    #endregion

    internal static void Observe()
    {
        using WorkflowRunner runner = WorkflowRunner.Create(options => options.Observers.Add(new ConsoleObserver()));
    }

    internal static async Task PassThrough()
    {
        #region stages-passthrough
        var publisher = new Publisher(WorkflowRunner.PassThrough);
        await publisher.PublishAsync("test", ct => Task.CompletedTask);
        #endregion
    }

    private sealed class Publisher(WorkflowRunner runner)
    {
        internal Task<RunSummary> PublishAsync(string id, Func<CancellationToken, Task> push) => runner.RunAsync(id, async run => await run.StageAsync("Publish", push));
    }
}
