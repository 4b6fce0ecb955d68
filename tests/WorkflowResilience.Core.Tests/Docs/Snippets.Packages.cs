using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The C# of the packages' own pages, each the body of a program whose using directives stand above.</summary>
internal static partial class Snippets
{
    internal static async Task ReadmeMinute()
    {
        #region readme-minute
        using WorkflowRunner runner = WorkflowRunner.Create(options => options.UnknownStages = UnknownStages.DefaultPolicy);
        int calls = 0;

        RunSummary summary = await runner.TryRunAsync("build-42", async run =>
        {
            await run.StageAsync("Download", _ => ++calls > 1 ? Task.CompletedTask : throw new HttpRequestException("the mirror hung up"));
            await run.StageAsync("Compile", _ => throw StageFailure.Of(FailureKind.Compilation, "App.cs(12,8): error CS0103: no 'Foo' here"));
        });

        Console.WriteLine(summary);
        #endregion
    }

    internal static async Task PackageCore(HttpClient http, Uri address)
    {
        #region package-core
        using WorkflowRunner runner = WorkflowRunner.Create(options => options.Policies["Download"] = new StagePolicy
        {
            MaxAttempts = 4,
            Backoff = BackoffSchedule.Exponential(TimeSpan.FromSeconds(1), max: TimeSpan.FromSeconds(30)),
            AttemptTimeout = TimeSpan.FromSeconds(20),
            CircuitBreaker = new CircuitBreakerPolicy { FailureRatio = 0.5 },
        });

        StageOutcome<string> page = await runner["Download"].TryRunAsync(ct => http.GetStringAsync(address, ct));
        if (page.TryGetValue(out string? text)) Console.WriteLine($"{text.Length} characters at attempt {page.Attempts}");
        else Console.WriteLine($"{page.Reason.Code()}: {page.Failure?.Message} {page.Failure?.Advice}");
        #endregion
    }

    internal static void PackageTesting()
    {
        #region package-testing
        ManualTimeProvider time = new();
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            options.TimeProvider = time;
            options.Policies["Scan"] = new StagePolicy { Backoff = BackoffSchedule.Fixed(TimeSpan.FromMinutes(2)), AttemptTimeout = TimeSpan.FromMinutes(10) };
        });
        ScriptedStage scan = new(time, Step.Hang(), Step.Fail(new HttpRequestException("the scanner hung up")), Step.Succeed());

        time.Run(() => runner["Scan"].RunAsync(scan.RunAsync));

        Console.WriteLine(string.Join(", ", scan.Calls.Select(call => call.At))); // 00:00:00, 00:12:00, 00:14:00
        #endregion
    }
}
