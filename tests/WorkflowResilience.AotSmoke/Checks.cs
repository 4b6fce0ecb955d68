using Microsoft.Extensions.DependencyInjection;
using WorkflowResilience.Analysis;
using WorkflowResilience.Testing;

namespace WorkflowResilience.AotSmoke;

internal static class Checks
{
    internal static bool Retry()
    {
        ManualTimeProvider time = new();
        using ServiceProvider provider = Provider(time);
        ScriptedStage download = new(time, Step.Fail(new HttpRequestException("hung up")), Step.Hang(), Step.Succeed());
        RunSummary summary = time.Run(() => provider.GetRequiredService<WorkflowRunner>().TryRunAsync("build-42", async run => await run.StageAsync("Download", download.RunAsync)));

        return summary is { Kind: StageOutcomeKind.Succeeded, Retries: 2 } && download.CallCount == 3
            && summary.ToString().Contains("1. failed (Network)", StringComparison.Ordinal) && summary.ToString().Contains("2. timed out (Timeout)", StringComparison.Ordinal);
    }

    internal static bool CircuitBreaker()
    {
        ManualTimeProvider time = new();
        using ServiceProvider provider = Provider(time);
        StageExecutor publish = provider.GetRequiredService<WorkflowRunner>()["Publish"];
        ScriptedStage script = new(time, Step.Fail(new HttpRequestException("hung up")), Step.Fail(new HttpRequestException("hung up")), Step.Succeed());
        StageOutcome[] calls = [Call(), Call(), Call()];
        time.Advance(TimeSpan.FromSeconds(60));

        return calls[1].Reason == StageReason.AttemptsExhausted && calls[2].Reason == StageReason.CircuitOpen && calls[2].RetryAfter == TimeSpan.FromSeconds(60)
            && Call().Kind == StageOutcomeKind.Succeeded && publish.Circuit!.State == CircuitState.Closed && script.CallCount == 3;

        StageOutcome Call() => time.Run(() => publish.TryRunAsync(script.RunAsync));
    }

    internal static bool FailureJson()
    {
        ManualTimeProvider time = new();
        using ServiceProvider provider = Provider(time);
        ScriptedStage download = new(time, Step.Fail(new HttpRequestException("hung up")));
        StageFailure failure = time.Run(() => provider.GetRequiredService<WorkflowRunner>()["Download"].TryRunAsync(download.RunAsync)).Failure!;
        string json = WorkflowResilience.FailureJson.Write(failure);
        StageFailure read = WorkflowResilience.FailureJson.Read(json);

        return read is { Reason: StageReason.AttemptsExhausted, Attempts: 3, History.Count: 3 } && read.Kind == FailureKind.Network
            && string.Equals(WorkflowResilience.FailureJson.Write(read), json, StringComparison.Ordinal);
    }

    internal static bool FailureAnalysis()
    {
        ManualTimeProvider time = new();
        using ServiceProvider provider = Provider(time);
        WorkflowRunner runner = provider.GetRequiredService<WorkflowRunner>();
        ScriptedStage download = new(time, Step.Fail(new IOException("cannot reach https://ci:" + string.Concat("hunter", "2two") + "@packages.example.org/")));
        StageFailure failure = time.Run(() => runner["Publish"].TryRunAsync(download.RunAsync)).Failure!;
        LiteralScanner scanner = LiteralScanner.Create([ScanLiteral.Parse("{word:REACH}"), ScanLiteral.Of("PACKAGES", ordinal: true)]);

        return failure is { Fingerprint: ['f', 'p', '1', ':', ..], AnalysisSkipped: [], Context: { Errors: [_], System: not null, Node: not null, Omitted: [] } }
            && string.Equals(failure.Excerpt?.Cause, "IOException: cannot reach https://***@packages.example.org/", StringComparison.Ordinal)
            && runner.FailureHistory.Find(failure.Fingerprint)?.Count == 1 && scanner.Count(System.Text.Encoding.UTF8.GetBytes(failure.Message)) == 1
            && WorkflowResilience.FailureJson.Read(WorkflowResilience.FailureJson.Write(failure)).Context!.System!.ThreadPoolThreads == failure.Context.System.ThreadPoolThreads;
    }

    private static ServiceProvider Provider(ManualTimeProvider time)
    {
        ServiceCollection services = new();
        services.AddWorkflowResilience();
        services.Configure<WorkflowRunnerOptions>(options =>
        {
            options.TimeProvider = time;
            options.Policies["Download"] = new StagePolicy();
            options.Policies["Publish"] = new StagePolicy { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 2 } };
        });
        return services.BuildServiceProvider();
    }
}
