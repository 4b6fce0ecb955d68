namespace WorkflowResilience.Tests.CircuitBreaking.Model;

[TestFixture]
public sealed class ModelTests
{
    private static readonly string[] Transitions =
    [
        "Closed to Open ConsecutiveFailures", "Closed to Open FailureRatio", "Closed to Open SlowCalls", "Closed to Isolated ByHand", "Open to HalfOpen", "Open to Closed",
        "Open to Isolated ByHand", "HalfOpen to Open ProbeFailed", "HalfOpen to Open SlowCalls", "HalfOpen to Closed", "HalfOpen to Isolated ByHand", "Isolated to Closed",
        "never while HalfOpen", "reconfigure while Isolated", "reconfigure while Open", "reconfigure while HalfOpen", "release while HalfOpen", "enter while HalfOpen",
    ];

    private const int Policies = 1500, Events = 1000;

    [Test]
    public void Over_a_million_random_events_the_breaker_shows_what_the_naive_model_shows()
    {
        int first = Random.Shared.Next(1_000_000_000);
        TestContext.Out.WriteLine($"seeds {first} to {first + Policies - 1}");
        Dictionary<string, int> seen = [];
        Enumerable.Range(first, Policies).Select(seed => Comparison.Run(seed, Events, Real, seen)).FirstOrDefault(difference => difference is not null).Should().BeNull();
        foreach (var s in seen.OrderBy(s => s.Key, StringComparer.Ordinal)) TestContext.Out.WriteLine($"{s.Value,8} {s.Key}");
        seen.Values.Sum().Should().BeGreaterThan(1_000_000);
        seen.Where(s => s.Value > 100).Select(s => s.Key).Should().Contain(Transitions, "else the walk would prove little");
    }

    [TestCase("late vote")]
    [TestCase("leaked probe")]
    [TestCase("cancel closes")]
    [TestCase("wall clock")]
    [TestCase("callback moves state")]
    [TestCase("shared counters lost")]
    [TestCase("off-by-one threshold")]
    [TestCase("negative RetryAfter")]
    public void The_comparison_finds_a_planted_defect(string defect)
    {
        string?[] differences = [.. Enumerable.Range(1, 20).Select(seed => Comparison.Run(seed, Events, (policy, lease, time) => Defective(defect, policy, lease, time)))];
        TestContext.Out.WriteLine(differences.FirstOrDefault(difference => difference is not null));
        differences.Should().Contain(difference => difference != null);
    }

    private static RealCircuit Real(CircuitBreakerPolicy policy, long lease, StillTime time) => new(policy, lease, time);

    private static RealCircuit Defective(string defect, CircuitBreakerPolicy policy, long lease, StillTime time) => defect switch
    {
        "late vote" => new PlantedDefects.LateVote(policy, lease, time),
        "leaked probe" => new PlantedDefects.LeakedProbe(policy, lease, time),
        "cancel closes" => new PlantedDefects.CancelCloses(policy, lease, time),
        "wall clock" => new PlantedDefects.WallClock(policy, lease, time),
        "callback moves state" => new PlantedDefects.CallbackMovesState(policy, lease, time),
        "shared counters lost" => new PlantedDefects.SharedCountersLost(policy, lease, time),
        "off-by-one threshold" => new PlantedDefects.OffByOneThreshold(policy, lease, time),
        "negative RetryAfter" => new PlantedDefects.NegativeRetryAfter(policy, lease, time),
        _ => throw new ArgumentOutOfRangeException(nameof(defect)),
    };
}
