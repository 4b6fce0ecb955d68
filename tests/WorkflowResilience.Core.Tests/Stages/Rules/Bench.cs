using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Stages.Rules;

/// <summary>A runner with one stage on manual time, and all that it tells.</summary>
internal sealed class Bench : IDisposable
{
    internal const ulong Seed = 20260101;
    internal const string StageName = "Work";

    internal Bench(StagePolicy policy, Action<WorkflowRunnerOptions>? configure = null)
    {
        Observer = new RecordingObserver(timeProvider: Time);
        Runner = WorkflowRunner.Create(options =>
        {
            options.TimeProvider = Time;
            options.Seed = Seed;
            options.Observers.Add(Observer);
            options.Policies[StageName] = policy;
            configure?.Invoke(options);
        });
    }

    /// <summary>Three attempts a second apart, 10 s each, a grace of 5 s, retries whatever is transient, no budget.</summary>
    internal static StagePolicy Plain { get; } = new()
    {
        MaxAttempts = 3,
        Backoff = BackoffSchedule.Fixed(Seconds(1)),
        AttemptTimeout = Seconds(10),
        AbandonGrace = Seconds(5),
        RetryBudget = null,
    };

    /// <summary>A breaker that shows every vote and opens at none.</summary>
    internal static CircuitBreakerPolicy Counting { get; } = new() { ConsecutiveFailures = 1000, FailureRatio = 1, MinimumThroughput = 1_000_000, Window = TimeSpan.FromHours(10) };

    internal ManualTimeProvider Time { get; } = new();

    internal RecordingObserver Observer { get; }

    internal WorkflowRunner Runner { get; }

    internal StageExecutor Stage => Runner[StageName];

    internal CircuitSnapshot Votes => Stage.Circuit!.Snapshot();

    internal static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    internal static Exception Broken() => StageFailure.Of(FailureKind.Network, "the line is down");

    internal StageOutcome Try(Func<CancellationToken, ValueTask> work, CancellationToken caller = default) => Time.Run(() => Stage.TryRunAsync(work, caller));

    internal StageOutcome Try(ScriptedStage script, CancellationToken caller = default) => Try(script.RunAsync, caller);

    internal ScriptedStage Script(params IEnumerable<Step> steps) => new(Time, steps);

    /// <summary>Lets the hanging calls of a script go on, as a thread without a synchronization context does, so that what follows happens before this returns.</summary>
    internal void Release(Script script) => Do(() => script.Release());

    internal void Do(Action action) => Time.Run(() =>
    {
        action();
        return ValueTask.CompletedTask;
    });

    internal int Count(ResilienceEventKinds kind) => Observer.Of(kind).Count;

    public void Dispose() => Runner.Dispose();
}
