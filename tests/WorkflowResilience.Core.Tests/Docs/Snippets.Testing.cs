using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The C# of the page on testing, in methods that <see cref="TestingSnippetTests"/> runs.</summary>
internal static partial class Snippets
{
    internal static async Task Stream(CancellationToken cancellationToken)
    {
        #region stages-stream
        using var stream = new EventStream(ResilienceEventKinds.StageFailed | ResilienceEventKinds.CircuitChanged, capacity: 500);
        using WorkflowRunner runner = WorkflowRunner.Create(options => options.Observers.Add(stream));

        using EventSubscription subscription = stream.Subscribe();
        await foreach (ResilienceEvent e in subscription.ReadAllAsync(cancellationToken))
            Console.WriteLine($"{e.Kind} {e.Stage} {e.ErrorText} ({subscription.Dropped} lost)");
        #endregion
    }

    internal static void VirtualTime()
    {
        #region testing-time
        var time = new ManualTimeProvider();
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            options.TimeProvider = time;
            options.Seed = 42;
        });

        int calls = 0;
        time.Run(() => runner[WorkflowStage.RepositoryClone].RunAsync(async ct =>
        {
            await time.DelayAsync(TimeSpan.FromMinutes(2), ct);
            if (++calls < 3) throw StageFailure.Of(FailureKind.Network, "connection reset");
        }));

        Assert.That(calls, Is.EqualTo(3));
        Assert.That(time.Elapsed, Is.GreaterThan(TimeSpan.FromMinutes(7)));
        #endregion
    }

    internal static void Scripted()
    {
        #region testing-script
        var time = new ManualTimeProvider();
        var seen = new RecordingObserver(timeProvider: time);
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            options.TimeProvider = time;
            options.Observers.Add(seen);
        });
        var clone = new ScriptedStage(time, Step.Fail(FailureKind.Network), Step.Hang(), Step.Succeed());

        time.Run(() => runner[WorkflowStage.RepositoryClone].RunAsync(clone.RunAsync));

        Assert.That(clone.CallCount, Is.EqualTo(3), seen.ToString());
        Assert.That(seen.Of(ResilienceEventKinds.RetryScheduled), Has.Count.EqualTo(2), seen.ToString());
        Assert.That(seen.Kinds[^1], Is.EqualTo(ResilienceEventKinds.StageSucceeded));
        #endregion
    }

    internal static void Outage()
    {
        #region testing-faults
        var time = new ManualTimeProvider();
        FaultInjector faults = FaultInjector.Create(options =>
        {
            options.EnvironmentName = "Test";
            options.TimeProvider = time;
            options.Rules.Add(new FaultRule(Fault.Latency(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5))) { Rate = 0.5 });
            options.Rules.Add(new FaultRule(Fault.Throw(FailureKind.Unavailable)) { Stage = "Push", From = TimeSpan.FromMinutes(1), Until = TimeSpan.FromMinutes(3) });
            options.Rules.Add(new FaultRule(Fault.Throw(message => new IOException(message))) { Stage = "Build", Rate = 0.2 });
        });
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            options.TimeProvider = time;
            options.Policies["Build"] = options.Policies["Push"] = new StagePolicy { MaxAttempts = 5, Conditions = [RetryCondition.Anything] };
        });

        for (int i = 0; i < 20; i++)
        {
            time.Run(() => runner.TryRunAsync($"build-{i}", async run =>
            {
                await run.StageAsync("Build", faults.Wrap("Build", ct => CompileAsync(time, ct)));
                await run.StageAsync("Push", faults.Wrap("Push", ct => PublishAsync(time, ct)));
            }));
        }

        Assert.That(faults.Hits[1], Is.GreaterThan(0), faults.ToString());
        #endregion
    }

    internal static void DoneButFailed(ManualTimeProvider time, WorkflowRunner runner, List<string> received)
    {
        #region testing-done-but-failed
        FaultInjector faults = FaultInjector.Create(options =>
        {
            options.EnvironmentName = "Test";
            options.Rules.Add(new FaultRule(Fault.DoneButFailed(FailureKind.Network)) { Stage = "Publish", Calls = [1] });
        });
        Func<string, StageContext, ValueTask<int>> publish = faults.Wrap<string, int>((file, context) =>
        {
            if (!received.Contains(context.IdempotencyKey)) received.Add(context.IdempotencyKey);
            return ValueTask.FromResult(200);
        });

        time.Run(() => runner.RunAsync("build-42", async run => await run.StageAsync("Publish", "package.zip", publish)));

        Assert.That(received, Is.EqualTo(new[] { "build-42/Publish/0" }), "the second attempt is recognised by its key");
        #endregion
    }

    internal static void StreamUnderTest()
    {
        #region testing-stream
        var time = new ManualTimeProvider();
        using var stream = new EventStream(ResilienceEventKinds.StageFailed, timeProvider: time);
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            options.TimeProvider = time;
            options.Observers.Add(stream);
        });
        List<string> alerts = [];

        time.Run(async () =>
        {
            using EventSubscription subscription = stream.Subscribe();
            Task alerting = AlertAsync(subscription, alerts);
            await runner[WorkflowStage.SecurityScan].TryRunAsync(new ScriptedStage(time, Step.Fail(FailureKind.Authentication)).RunAsync);
            stream.Dispose();
            await alerting;
        });

        Assert.That(alerts, Is.EqualTo(new[] { "SecurityScan: stop-condition" }));
        #endregion
    }

    private static async Task AlertAsync(EventSubscription subscription, List<string> alerts)
    {
        await foreach (ResilienceEvent e in subscription.ReadAllAsync()) alerts.Add($"{e.Stage}: {e.Reason.Code()}");
    }

    private static async ValueTask CompileAsync(ManualTimeProvider time, CancellationToken ct) => await time.DelayAsync(TimeSpan.FromSeconds(10), ct);

    private static async ValueTask PublishAsync(ManualTimeProvider time, CancellationToken ct) => await time.DelayAsync(TimeSpan.FromSeconds(2), ct);
}
