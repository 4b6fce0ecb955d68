using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkflowResilience.Http;
using WorkflowResilience.Testing;

namespace WorkflowResilience.AotSmoke;

/// <summary>What a host uses beside the runner: configuration, scopes, telemetry, HTTP.</summary>
internal static class HostChecks
{
    internal static bool Configuration()
    {
        using ServiceProvider good = Configured(new()
        {
            ["W:Stages:Fetch:MaxAttempts"] = "4",
            ["W:Stages:Fetch:Backoff:Kind"] = "Fibonacci",
            ["W:Stages:Fetch:Backoff:Unit"] = "30s",
            ["W:Stages:Fetch:Conditions:0:Kinds:0"] = "Network",
            ["W:Stages:Fetch:CircuitBreaker:FailureRatio"] = "50%",
        });
        StagePolicy policy = good.GetRequiredService<WorkflowRunner>()["Fetch"].Policy;
        using ServiceProvider bad = Configured(new() { ["W:Stages:Fetch:MaxAtempts"] = "4", ["W:Stages:Fetch:AttemptTimeout"] = "30" });
        return policy is { MaxAttempts: 4, Backoff: BackoffSchedule.FibonacciBackoff { Unit.TotalSeconds: 30 }, Conditions: [RetryCondition.KindCondition], CircuitBreaker.FailureRatio: 0.5 }
            && Message(bad) is { } message && message.Contains("MaxAttempts", StringComparison.Ordinal) && message.Contains("W:Stages:Fetch:AttemptTimeout", StringComparison.Ordinal);
    }

    internal static bool ScopesAndKeyedStages()
    {
        ServiceCollection services = new();
        services.AddScoped<Connection>();
        services.AddWorkflowResilience(o => o.Policies["Fetch"] = new StagePolicy { Backoff = BackoffSchedule.Fixed(TimeSpan.Zero) });
        using ServiceProvider provider = services.BuildServiceProvider();
        StageExecutor fetch = provider.GetRequiredKeyedService<StageExecutor>("Fetch");
        List<Connection> seen = [];
        int value = fetch.RunScopedAsync<Connection, int>(provider.GetRequiredService<IServiceScopeFactory>(), (connection, _) =>
        {
            seen.Add(connection);
            return seen.Count == 1 ? throw new HttpRequestException("hung up") : new ValueTask<int>(7);
        }).AsTask().GetAwaiter().GetResult();
        return value == 7 && seen.Distinct().Count() == 2;
    }

    internal static bool MetricsAndSpans()
    {
        List<string> counted = [], spans = [];
        using var meters = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Meter.Name == "WorkflowResilience") listener.EnableMeasurementEvents(instrument); } };
        meters.SetMeasurementEventCallback<long>((instrument, _, _, _) => counted.Add(instrument.Name));
        meters.Start();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "WorkflowResilience",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => spans.Add(activity.DisplayName),
        };
        ActivitySource.AddActivityListener(activities);
        using ServiceProvider provider = Configured([]);
        provider.GetRequiredService<WorkflowRunner>()[WorkflowStage.CodeAnalysis].RunAsync(_ => default).AsTask().GetAwaiter().GetResult();
        return counted.Contains("workflow_resilience.stage.executions") && spans.Contains("stage CodeAnalysis");
    }

    internal static bool Http()
    {
        ManualTimeProvider time = new();
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.TimeProvider = time);
        int calls = 0;
        using HttpClient client = ResilienceHttp.CreateClient(runner, "Api", HttpPreset.Kubernetes, new Answers(() => ++calls == 1 ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK));
        using HttpResponseMessage response = time.Run(() => client.GetAsync(new Uri("http://api.invalid/pods")));
        return response.IsSuccessStatusCode && calls == 2;
    }

    internal static bool HedgingAndFallback()
    {
        ManualTimeProvider time = new();
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            o.TimeProvider = time;
            o.Policies["Read"] = new StagePolicy { MaxAttempts = 1, Effect = StageEffect.Idempotent, Hedging = new HedgingPolicy { Delay = TimeSpan.FromSeconds(1) } };
        });
        ScriptedStage<int> slow = new(time, Step.Hang(), Step.Succeed(2)), broken = new(time, Step.Fail(FailureKind.InvalidInput));
        StageOutcome<int> hedged = time.Run(() => runner["Read"].TryRunAsync(slow.RunAsync));
        StageOutcome<int> degraded = time.Run(() => runner["Read"].TryRunAsync(broken.RunAsync, [StageFallback.Value("last known", 3)]));
        return hedged is { Value: 2, History.Count: 2 } && degraded is { Value: 3, IsDegraded: true, Fallback: "last known" };
    }

    private static ServiceProvider Configured(Dictionary<string, string?> settings)
    {
        ServiceCollection services = new();
        services.AddWorkflowResilience(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("W"));
        return services.BuildServiceProvider();
    }

    private static string? Message(ServiceProvider provider)
    {
        try
        {
            provider.GetRequiredService<WorkflowRunner>();
            return null;
        }
        catch (OptionsValidationException e)
        {
            return e.Message;
        }
    }

    private sealed class Connection;

    private sealed class Answers(Func<HttpStatusCode> status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status()) { RequestMessage = request });
    }
}
