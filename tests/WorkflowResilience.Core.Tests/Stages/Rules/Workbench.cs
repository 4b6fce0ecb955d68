using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Stages.Rules;

/// <summary>A runner on virtual time with one stage, <c>Work</c>, and somebody who writes down what happens.</summary>
internal sealed class Workbench : IDisposable
{
    internal Workbench(StagePolicy? policy = null, Action<WorkflowRunnerOptions>? configure = null, ResilienceEventKinds watched = ResilienceEventKinds.None)
    {
        Seen = new RecordingObserver(watched, Time);
        Runner = WorkflowRunner.Create(options =>
        {
            options.TimeProvider = Time;
            options.Seed = 7;
            options.Policies.Clear();
            options.Policies["Work"] = policy ?? Plain;
            if (watched != ResilienceEventKinds.None) options.Observers.Add(Seen);
            configure?.Invoke(options);
        });
    }

    /// <summary>Three attempts a second apart, whatever fails; no timeout, budget, breaker or bulkhead.</summary>
    internal static StagePolicy Plain { get; } = new()
    {
        MaxAttempts = 3,
        Backoff = BackoffSchedule.Fixed(TimeSpan.FromSeconds(1)),
        AttemptTimeout = null,
        RetryBudget = null,
        Conditions = [RetryCondition.Anything],
    };

    /// <summary>Everything that a policy can have, with an open time of a minute after two failures in a row.</summary>
    internal static StagePolicy Full { get; } = Plain with
    {
        AttemptTimeout = TimeSpan.FromMinutes(1),
        TotalTimeout = TimeSpan.FromMinutes(10),
        RetryBudget = RetryBudgetPolicy.Default,
        CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 2, FailureRatio = 0.5 },
    };

    internal ManualTimeProvider Time { get; } = new();

    internal RecordingObserver Seen { get; }

    internal WorkflowRunner Runner { get; }

    internal StageExecutor Work => Runner["Work"];

    internal static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);

    internal StageOutcome Try(Func<CancellationToken, ValueTask> action, CancellationToken token = default) => Time.Run(() => Work.TryRunAsync(action, token));

    internal StageOutcome<T> Try<T>(Func<CancellationToken, ValueTask<T>> action, CancellationToken token = default) => Time.Run(() => Work.TryRunAsync(action, token));

    /// <summary>What <c>RunAsync</c> throws.</summary>
    internal Exception Thrown(Func<CancellationToken, ValueTask> action, CancellationToken token = default)
    {
        try
        {
            Time.Run(() => Work.RunAsync(action, token));
        }
        catch (Exception e)
        {
            return e;
        }

        throw new AssertionException("It did not throw.");
    }

    /// <summary>Does something without the synchronization context of the test framework, so that what it completes goes on inline.</summary>
    internal void Inline(Action action) => Time.Run(() =>
    {
        action();
        return Task.CompletedTask;
    });

    public void Dispose() => Runner.Dispose();
}
