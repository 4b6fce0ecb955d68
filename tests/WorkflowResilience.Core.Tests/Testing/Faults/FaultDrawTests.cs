using System.Collections.Concurrent;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Testing.Faults;

/// <summary>The same seed hits the same calls, whoever comes first.</summary>
[TestFixture]
public sealed class FaultDrawTests
{
    private const int Runs = 200;

    private static FaultInjector Injector(ulong? seed) => FaultInjector.Create(o =>
    {
        o.EnvironmentName = "Test";
        o.Seed = seed;
        o.Rules.Add(new FaultRule(Fault.Throw(FailureKind.Network)) { Stage = "Work", Rate = 0.3 });
        o.Rules.Add(new FaultRule(Fault.Cancel()) { Rate = 0.2 });
    });

    private static WorkflowRunner Runner() => WorkflowRunner.Create(o =>
    {
        o.MaxConcurrentRetries = 1000;
        foreach (string stage in (string[])["Work", "Scan"])
        {
            o.Policies[stage] = new StagePolicy
            {
                MaxAttempts = 4,
                RetryBudget = null,
                Conditions = [RetryCondition.Anything],
                Backoff = BackoffSchedule.Fixed(TimeSpan.Zero),
            };
        }
    });

    /// <summary>How often each stage of a run was attempted until it succeeded or gave up.</summary>
    private static async Task<string> RunAsync(WorkflowRunner runner, FaultInjector faults, bool withContext, string id)
    {
        List<int> attempts = [];
        await runner.TryRunAsync(id, async run =>
        {
            foreach (string stage in (string[])["Work", "Scan", "Work"])
            {
                attempts.Add(withContext
                    ? (await run.TryStageAsync(stage, 0, faults.Wrap<int, int>(static async (_, _) => await YieldAsync()))).Attempts
                    : (await run.TryStageAsync(stage, faults.Wrap(stage, static async _ => await YieldAsync()))).Attempts);
            }
        });
        return $"{id}: {string.Join(' ', attempts)}";

        static async ValueTask<int> YieldAsync()
        {
            await Task.Yield();
            return 0;
        }
    }

    private static async Task<string[]> InOrderAsync(ulong seed, bool withContext, IEnumerable<int> order)
    {
        using WorkflowRunner runner = Runner();
        FaultInjector faults = Injector(seed);
        List<string> stories = [];
        foreach (int i in order) stories.Add(await RunAsync(runner, faults, withContext, $"run-{i}"));
        return [.. stories.Order(StringComparer.Ordinal)];
    }

    private static async Task<string[]> InParallelAsync(ulong seed, bool withContext)
    {
        using WorkflowRunner runner = Runner();
        FaultInjector faults = Injector(seed);
        var stories = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Runs), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) => stories.Add(await RunAsync(runner, faults, withContext, $"run-{i}")));
        return [.. stories.Order(StringComparer.Ordinal)];
    }

    [Test]
    public async Task Forwards_backwards_and_on_many_threads_the_same_calls_are_hit([Values] bool withContext, [Random(2)] int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        string[] forwards = await InOrderAsync((ulong)seed, withContext, Enumerable.Range(0, Runs));
        forwards.Distinct().Should().HaveCount(Runs);
        forwards.Select(f => f.Split(':')[1]).Distinct().Should().HaveCountGreaterThan(5, "the draws differ from run to run");
        (await InOrderAsync((ulong)seed, withContext, Enumerable.Range(0, Runs).Reverse())).Should().Equal(forwards);
        (await InParallelAsync((ulong)seed, withContext)).Should().Equal(forwards);
        (await InOrderAsync((ulong)seed + 1, withContext, Enumerable.Range(0, Runs))).Should().NotEqual(forwards);
    }

    [Test]
    public async Task A_run_that_is_started_again_under_its_id_meets_the_same_faults([Values] bool withContext)
    {
        using WorkflowRunner runner = Runner();
        FaultInjector faults = Injector(5);
        List<string> first = [], second = [];
        for (int i = 0; i < 50; i++) first.Add(await RunAsync(runner, faults, withContext, $"run-{i}"));
        for (int i = 0; i < 50; i++) second.Add(await RunAsync(runner, faults, withContext, $"run-{i}"));
        second.Should().Equal(first);
    }

    [Test]
    public async Task Executions_of_one_stage_side_by_side_in_one_run_meet_the_same_faults_when_the_delegate_knows_its_attempt()
    {
        using WorkflowRunner runner = Runner();
        List<string> stories = [];
        for (int round = 0; round < 5; round++)
        {
            FaultInjector faults = Injector(11);
            StageOutcome<int>[] outcomes = [];
            await runner.TryRunAsync("r", async run => outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => run.TryStageAsync(
                "Work",
                0,
                faults.Wrap<int, int>(static async (_, _) =>
                {
                    await Task.Yield();
                    return 0;
                })).AsTask())), new RunOptions { Limits = new RunLimits { MaxRetries = 1000 } });
            stories.Add(string.Join(' ', outcomes.Select(o => o.Attempts)));
        }

        stories.Distinct().Should().ContainSingle().Which.Split(' ').Distinct().Should().HaveCountGreaterThan(2);
    }

    [Test]
    public void Without_a_seed_each_injector_has_its_own()
    {
        ulong seed = Injector(null).Seed;
        Injector(null).Seed.Should().NotBe(seed);
        Injector(seed).Seed.Should().Be(seed);
    }
}
