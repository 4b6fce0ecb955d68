using WorkflowResilience.Telemetry;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Telemetry;

/// <summary>A runner on virtual time with one stage, <c>Work</c>, and observers put together by hand.</summary>
internal sealed class TelemetryBench : IDisposable
{
    internal TelemetryBench(StagePolicy policy, params IResilienceObserver[] observers)
        : this(policy, null, observers)
    {
    }

    internal TelemetryBench(StagePolicy policy, Action<WorkflowRunnerOptions>? configure, params IResilienceObserver[] observers)
    {
        Runner = WorkflowRunner.Create(options =>
        {
            options.TimeProvider = Time;
            options.Seed = 7;
            options.Policies.Clear();
            options.Policies["Work"] = policy;
            foreach (IResilienceObserver observer in observers) options.Observers.Add(observer);
            configure?.Invoke(options);
        });
        foreach (ResilienceMetrics metrics in observers.OfType<ResilienceMetrics>()) metrics.Attach(Runner);
    }

    internal static TimeSpan Second { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Three attempts a second apart, network failures are retried, nothing else is there.</summary>
    internal static StagePolicy Retrying { get; } = new()
    {
        MaxAttempts = 3,
        Backoff = BackoffSchedule.Fixed(Second),
        Conditions = [RetryCondition.On(FailureKind.Network)],
        CircuitBreaker = null,
        RetryBudget = null,
    };

    internal static StagePolicy Breaking { get; } = Retrying with
    {
        MaxAttempts = 1,
        CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1, OpenTime = BackoffSchedule.Fixed(TimeSpan.FromMinutes(1)) },
    };

    internal ManualTimeProvider Time { get; } = new();

    internal WorkflowRunner Runner { get; }

    internal StageExecutor Work => Runner["Work"];

    public void Dispose() => Runner.Dispose();

    /// <summary>Runs a script as the stage, outside runs.</summary>
    internal StageOutcome Play(params Step[] steps) => Play(Work, steps);

    internal StageOutcome Play(StageExecutor executor, params Step[] steps)
    {
        var script = new ScriptedStage(Time, steps);
        StageOutcome outcome = default;
        Time.Run(async () => { outcome = await executor.TryRunAsync(script.RunAsync); });
        return outcome;
    }

    /// <summary>Runs a script as the stage, in a run.</summary>
    internal RunSummary PlayRun(string runId, string workflow, params Step[] steps)
    {
        var script = new ScriptedStage(Time, steps);
        return Time.Run(() => Runner.TryRunAsync(runId, async run => await run.StageAsync("Work", script.RunAsync), new RunOptions { WorkflowName = workflow }));
    }
}
