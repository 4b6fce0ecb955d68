using System.Globalization;

namespace WorkflowResilience.Tests.Stages;

[TestFixture]
public sealed class StagePolicyCanonicalTextTests
{
    internal static readonly StagePolicy Everything = new()
    {
        MaxAttempts = 7,
        Backoff = BackoffSchedule.Exponential(TimeSpan.FromSeconds(1.5), 1.25, TimeSpan.FromMinutes(2), Jitter.Proportional(0.1)),
        AttemptTimeout = TimeSpan.FromSeconds(90),
        TotalTimeout = TimeSpan.FromHours(1),
        AbandonGrace = Timeout.InfiniteTimeSpan,
        MinimumAttemptTime = TimeSpan.FromMilliseconds(250),
        MaxServerDelay = TimeSpan.FromMinutes(1),
        Conditions =
        [
            RetryCondition.On(FailureKind.Network, FailureKind.Of("Licence-Busy")).WithBackoff(BackoffSchedule.Table(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5))),
            RetryCondition.OnStatus(408, 503),
            RetryCondition.OnStatusRange(400, 499).Stop(),
            RetryCondition.OnException<TimeoutException>(),
            RetryCondition.OnTypeName("GitException", "Acme.\"Odd\"\nMaxAttempts = 1"),
            RetryCondition.OnMessage("index.lock"),
            RetryCondition.When("busy licence", _ => true).WithBackoff(BackoffSchedule.Custom("by queue", (_, _, _) => TimeSpan.Zero, TimeSpan.FromSeconds(9))),
            RetryCondition.OnResult<List<int>>("empty", list => list.Count == 0),
            RetryCondition.Anything.Stop(),
        ],
        UnknownFailures = UnknownFailures.FollowVerdict,
        CircuitBreaker = new()
        {
            FailureRatio = 0.5,
            SlowCallRatio = 1,
            OpenTime = BackoffSchedule.Fibonacci(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), Jitter.Equal),
            CountStopped = true,
            Ignore = [RetryCondition.On(FailureKind.NotFound)],
        },
        RetryBudget = new() { Target = "git host" },
        Bulkhead = new() { MaxConcurrent = 4, MaxQueued = 10 },
        Hedging = new() { Delay = TimeSpan.FromMilliseconds(300), MaxHedges = 2 },
        RetryEvidence = new() { MinimumSuccess = 0.05, UnknownExploration = 0.02 },
        Throttle = new() { Multiplier = 1.5, MaxRejection = 0.75 },
        MaxKeys = 64,
        Effect = StageEffect.Idempotent,
        RetryNested = true,
        Offload = true,
    };

    internal const string EverythingText =
        """
        MaxAttempts = 7
        Backoff = Exponential
        Backoff.Initial = 1.5s
        Backoff.Factor = 1.25
        Backoff.Max = 2m
        Backoff.Jitter = Proportional
        Backoff.Jitter.Share = 0.1
        AttemptTimeout = 1m30s
        TotalTimeout = 1h
        AbandonGrace = infinite
        MinimumAttemptTime = 250ms
        MaxServerDelay = 1m
        Conditions.Count = 9
        Conditions[0] = Kind
        Conditions[0].Kinds = [Network, Licence-Busy]
        Conditions[0].Decision = Retry
        Conditions[0].Backoff = Table
        Conditions[0].Backoff.Delays = [1s, 5s]
        Conditions[0].Backoff.Max = 30d
        Conditions[0].Backoff.Jitter = None
        Conditions[1] = Status
        Conditions[1].Ranges = [408, 503]
        Conditions[1].Decision = Retry
        Conditions[1].Backoff = none
        Conditions[2] = Status
        Conditions[2].Ranges = [400-499]
        Conditions[2].Decision = Stop
        Conditions[2].Backoff = none
        Conditions[3] = Exception
        Conditions[3].Type = System.TimeoutException, System.Private.CoreLib
        Conditions[3].Decision = Retry
        Conditions[3].Backoff = none
        Conditions[4] = TypeName
        Conditions[4].Names = ["GitException", "Acme.\"Odd\"\u000aMaxAttempts = 1"]
        Conditions[4].Decision = Retry
        Conditions[4].Backoff = none
        Conditions[5] = Message
        Conditions[5].Text = "index.lock"
        Conditions[5].Decision = Retry
        Conditions[5].Backoff = none
        Conditions[6] = Custom
        Conditions[6].Name = "busy licence"
        Conditions[6].Decision = Retry
        Conditions[6].Backoff = Custom
        Conditions[6].Backoff.Name = "by queue"
        Conditions[6].Backoff.Max = 9s
        Conditions[6].Backoff.Jitter = None
        Conditions[7] = Result
        Conditions[7].Type = System.Collections.Generic.List`1[System.Int32], System.Private.CoreLib
        Conditions[7].Name = "empty"
        Conditions[7].Decision = Retry
        Conditions[7].Backoff = none
        Conditions[8] = Any
        Conditions[8].Decision = Stop
        Conditions[8].Backoff = none
        UnknownFailures = FollowVerdict
        CircuitBreaker = Breaker
        CircuitBreaker.ConsecutiveFailures = 5
        CircuitBreaker.FailureRatio = 0.5
        CircuitBreaker.SlowCallRatio = 1
        CircuitBreaker.SlowCallDuration = 1m
        CircuitBreaker.Window = 30s
        CircuitBreaker.MinimumThroughput = 20
        CircuitBreaker.OpenTime = Fibonacci
        CircuitBreaker.OpenTime.Unit = 30s
        CircuitBreaker.OpenTime.Max = 5m
        CircuitBreaker.OpenTime.Jitter = Equal
        CircuitBreaker.HalfOpenPermits = 1
        CircuitBreaker.SuccessThreshold = 1
        CircuitBreaker.CountStopped = true
        CircuitBreaker.Ignore.Count = 1
        CircuitBreaker.Ignore[0] = Kind
        CircuitBreaker.Ignore[0].Kinds = [NotFound]
        CircuitBreaker.Ignore[0].Decision = Retry
        CircuitBreaker.Ignore[0].Backoff = none
        RetryBudget = TokenBucket
        RetryBudget.DepositPerSuccess = 0.1
        RetryBudget.Capacity = 20
        RetryBudget.Initial = 10
        RetryBudget.Cost = 1
        RetryBudget.Target = "git host"
        RetryEvidence = Evidence
        RetryEvidence.MinimumSuccess = 0.05
        RetryEvidence.ProvenSuccess = 0.5
        RetryEvidence.Confidence = 0.9
        RetryEvidence.ExplorationFloor = 0.05
        RetryEvidence.UnknownExploration = 0.02
        RetryEvidence.PriorStrength = 2
        RetryEvidence.HalfLife = 1d
        Bulkhead = Bulkhead
        Bulkhead.MaxConcurrent = 4
        Bulkhead.MaxQueued = 10
        Hedging = Hedging
        Hedging.Delay = 300ms
        Hedging.MaxHedges = 2
        Throttle = Throttle
        Throttle.Multiplier = 1.5
        Throttle.Window = 2m
        Throttle.MinimumCalls = 10
        Throttle.MaxRejection = 0.75
        MaxKeys = 64
        Effect = Idempotent
        RetryNested = true
        Offload = true
        """;

    [Test]
    public void Every_member_stands_on_a_line_of_its_own() => Everything.ToCanonicalText().Should().Be(EverythingText.ReplaceLineEndings("\n"));

    [Test]
    public void What_is_absent_is_said_to_be_absent() =>
        new StagePolicy { AttemptTimeout = null, RetryBudget = null }.ToCanonicalText().Split('\n').Should()
            .Contain("AttemptTimeout = none", "TotalTimeout = none", "CircuitBreaker = none", "RetryBudget = none", "Bulkhead = none");

    [Test]
    public void Policies_that_say_the_same_are_equal_although_made_twice()
    {
        StagePolicy one = DefaultPolicies.RepositoryClone with { Conditions = [RetryCondition.OnStatus(503), RetryCondition.When("x", _ => true)] };
        StagePolicy two = DefaultPolicies.RepositoryClone with { Conditions = [RetryCondition.OnStatus(503), RetryCondition.When("x", _ => false)] };

        one.Should().Be(two);
        (one == two).Should().BeTrue();
        one.GetHashCode().Should().Be(two.GetHashCode());
        one.Equals(null).Should().BeFalse();
    }

    [Test]
    public void A_policy_that_is_not_valid_has_a_text_as_well() =>
        new StagePolicy
        {
            Backoff = null!,
            Conditions = [null!, new RetryCondition.ExceptionCondition(null!), RetryCondition.OnTypeName(null!, "x"), RetryCondition.When(null!, null!), RetryCondition.OnMessage(null!)],
            CircuitBreaker = new() { OpenTime = BackoffSchedule.Fixed(TimeSpan.MinValue, null) with { Jitter = null! }, FailureRatio = double.NaN },
            Effect = (StageEffect)77,
        }.ToCanonicalText().Split('\n').Should()
            .Contain("Backoff = none", "Conditions[0] = none", "Conditions[1].Type = none", "Conditions[2].Names = [none, \"x\"]", "CircuitBreaker.OpenTime.Jitter = null", "Effect = 77");

    [TestCase("de-DE")]
    [TestCase("ar-SA")]
    [TestCase("tr-TR")]
    public void The_culture_changes_nothing(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Everything.ToCanonicalText().Should().Be(EverythingText.ReplaceLineEndings("\n"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
