using System.Globalization;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Stages.Storms;

/// <summary>What retries add to the load of a target that is dead: 1,000 clients, each with a budget of its own.</summary>
[TestFixture]
public sealed class AmplificationTests
{
    private const int Clients = 1000;

    private static readonly StagePolicy s_policy = new()
    {
        MaxAttempts = 3,
        Backoff = BackoffSchedule.Exponential(TimeSpan.FromMilliseconds(100)),
        Conditions = [RetryCondition.OnResult<bool>("dead", alive => !alive)],
        MaxKeys = Clients,
    };

    [Test]
    public void With_a_budget_a_dead_target_sees_at_most_a_quarter_more_calls([Values(1, 2, 3, 4, 5)] int seed)
    {
        double amplification = Measure(s_policy, callsEach: 200, seed);

        Print("budget, 200 calls each", seed, amplification);
        amplification.Should().BeInRange(1, 1.25, "1 + 10 tokens over 200 calls, seed {0}", seed);
    }

    [Test]
    public void Without_a_budget_it_sees_three_times_as_many([Values(1, 2, 3, 4, 5)] int seed)
    {
        double amplification = Measure(s_policy with { RetryBudget = null }, callsEach: 200, seed);

        Print("no budget, 200 calls each", seed, amplification);
        amplification.Should().BeGreaterThanOrEqualTo(2.9, "seed {0}", seed);
    }

    [Test]
    public void One_call_a_client_is_protected_by_MaxAttempts_alone()
    {
        double amplification = Measure(s_policy, callsEach: 1, seed: 1);

        Print("budget, 1 call each", 1, amplification);
        amplification.Should().Be(3, "ten tokens pay for both retries of a client that calls once");
    }

    private static double Measure(StagePolicy policy, int callsEach, int seed)
    {
        ManualTimeProvider time = new();
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            o.TimeProvider = time;
            o.Seed = (ulong)seed;
            o.MaxConcurrentRetries = 100_000; // the clients stand for a thousand hosts
            o.Policies["Call"] = policy;
        });
        long calls = 0;
        time.Run(() => Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            StageExecutor executor = runner["Call"].For(client.ToString(CultureInfo.InvariantCulture));
            for (int call = 0; call < callsEach; call++)
            {
                await executor.TryRunAsync(_ =>
                {
                    calls++;
                    return new ValueTask<bool>(false);
                });
            }
        })));
        return (double)calls / Clients / callsEach;
    }

    private static void Print(string what, int seed, double amplification) =>
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}, seed {seed}: {amplification:0.000} × the first calls"));
}
