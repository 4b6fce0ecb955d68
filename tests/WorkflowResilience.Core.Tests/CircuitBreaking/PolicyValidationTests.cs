namespace WorkflowResilience.Tests.CircuitBreaking;

[TestFixture]
public sealed class PolicyValidationTests
{
    private static readonly CircuitBreakerPolicy Good = new() { FailureRatio = 1, SlowCallRatio = double.Epsilon };

    [Test]
    public void Good_values_have_no_problems_at_their_bounds()
    {
        CircuitBreakerPolicy[] policies =
        [
            new(), Good, Good with { ConsecutiveFailures = 1 }, Good with { ConsecutiveFailures = null }, Good with { Window = TimeSpan.FromMilliseconds(100) },
            Good with { Window = TimeSpan.FromDays(1) }, Good with { SlowCallDuration = TimeSpan.FromMilliseconds(1) }, Good with { SlowCallDuration = TimeSpan.FromDays(7) },
            Good with { MinimumThroughput = 1, SuccessThreshold = 1, HalfOpenPermits = 1 }, Good with { HalfOpenPermits = 1000 },
        ];
        foreach (CircuitBreakerPolicy policy in policies) policy.Problems("CircuitBreaker").Should().BeEmpty("the policy is {0}", policy);
    }

    [TestCaseSource(nameof(Bad))]
    public void A_bad_value_is_named_with_what_it_must_be(CircuitBreakerPolicy policy, string message) => policy.Problems("CircuitBreaker").Should().Equal(message);

    [Test]
    public void All_problems_are_told_at_once_under_the_path_given() =>
        (Good with { FailureRatio = 2, HalfOpenPermits = 0 }).Problems("Stages:Clone:CircuitBreaker").Should().Equal(
            "Stages:Clone:CircuitBreaker.FailureRatio is 2; it must be above 0 and at most 1.",
            "Stages:Clone:CircuitBreaker.HalfOpenPermits is 0; it must be from 1 to 1000.");

    private static IEnumerable<TestCaseData> Bad()
    {
        yield return new(new CircuitBreakerPolicy { ConsecutiveFailures = null },
            "CircuitBreaker has no trigger; set ConsecutiveFailures, FailureRatio or SlowCallRatio, or set CircuitBreaker to null for no circuit breaker.");
        yield return new(Good with { ConsecutiveFailures = 0 }, "CircuitBreaker.ConsecutiveFailures is 0; it must be at least 1, or null to be no trigger.");
        yield return new(Good with { FailureRatio = double.NaN }, "CircuitBreaker.FailureRatio is NaN; it must be above 0 and at most 1.");
        yield return new(Good with { FailureRatio = 0 }, "CircuitBreaker.FailureRatio is 0; it must be above 0 and at most 1.");
        yield return new(Good with { FailureRatio = 1.01 }, "CircuitBreaker.FailureRatio is 1.01; it must be above 0 and at most 1.");
        yield return new(Good with { SlowCallRatio = double.NegativeInfinity }, "CircuitBreaker.SlowCallRatio is -Infinity; it must be above 0 and at most 1.");
        yield return new(Good with { SlowCallRatio = 50 }, "CircuitBreaker.SlowCallRatio is 50; it must be above 0 and at most 1.");
        yield return new(Good with { SlowCallDuration = TimeSpan.Zero }, "CircuitBreaker.SlowCallDuration is 0s; it must be from 1ms to 7d.");
        yield return new(Good with { SlowCallDuration = TimeSpan.FromDays(8) }, "CircuitBreaker.SlowCallDuration is 8d; it must be from 1ms to 7d.");
        yield return new(Good with { Window = TimeSpan.FromMilliseconds(99) }, "CircuitBreaker.Window is 99ms; it must be from 100ms to 1d.");
        yield return new(Good with { Window = TimeSpan.MaxValue }, "CircuitBreaker.Window is 10675199d2h48m5.4775807s; it must be from 100ms to 1d.");
        yield return new(Good with { MinimumThroughput = 0 }, "CircuitBreaker.MinimumThroughput is 0; it must be at least 1.");
        yield return new(Good with { HalfOpenPermits = 1001 }, "CircuitBreaker.HalfOpenPermits is 1001; it must be from 1 to 1000.");
        yield return new(Good with { SuccessThreshold = -1 }, "CircuitBreaker.SuccessThreshold is -1; it must be at least 1.");
    }
}
