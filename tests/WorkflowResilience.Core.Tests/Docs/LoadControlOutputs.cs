using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Docs;

/// <summary>What the pages on hedging and fallbacks show as printed.</summary>
internal static class LoadControlOutputs
{
    /// <summary>A run in which the call beside a slow one answers first.</summary>
    internal static string Hedged()
    {
        var time = new ManualTimeProvider();
        var fetch = new ScriptedStage<string>(time, Step.Hang(), Step.Delay(TimeSpan.FromSeconds(0.4), Step.Succeed("index")));
        using WorkflowRunner runner = Runner(time, new StagePolicy { Effect = StageEffect.Idempotent, Hedging = new HedgingPolicy { Delay = TimeSpan.FromSeconds(2) } });
        return time.Run(() => runner.RunAsync("build-42", async run => { await run.StageAsync("Fetch", fetch.RunAsync); })).ToString().TrimEnd();
    }

    /// <summary>A run in which a fallback gives the result.</summary>
    internal static string Degraded()
    {
        var time = new ManualTimeProvider();
        var fetch = new ScriptedStage<string>(time, Step.Delay(TimeSpan.FromSeconds(1), Step.Fail(StageFailure.Of(FailureKind.Unavailable, "the index answered 503"))));
        using WorkflowRunner runner = Runner(time, new StagePolicy { MaxAttempts = 2 });
        return time.Run(() => runner.RunAsync("build-43", async run => { await run.StageAsync("Fetch", fetch.RunAsync, [StageFallback.Value("empty", "[]")]); })).ToString().TrimEnd();
    }

    private static WorkflowRunner Runner(ManualTimeProvider time, StagePolicy policy) => WorkflowRunner.Create(options =>
    {
        options.TimeProvider = time;
        options.Seed = 42;
        options.Policies["Fetch"] = policy;
    });
}
