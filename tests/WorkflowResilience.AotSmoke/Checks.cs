using Microsoft.Extensions.DependencyInjection;
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
