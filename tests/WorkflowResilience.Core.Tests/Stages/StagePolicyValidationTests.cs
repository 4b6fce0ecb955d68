namespace WorkflowResilience.Tests.Stages;

[TestFixture]
public sealed class StagePolicyValidationTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly StagePolicy s_good = new();

    private static IEnumerable<TestCaseData> OwnMembers()
    {
        yield return Case(s_good with { MaxAttempts = 0 }, "MaxAttempts is 0; it must be from 1 (no retry) to 1000.");
        yield return Case(s_good with { MaxAttempts = -3 }, "MaxAttempts is -3; it must be from 1 (no retry) to 1000.");
        yield return Case(s_good with { MaxAttempts = 1001 }, "MaxAttempts is 1001; it must be from 1 (no retry) to 1000.");
        yield return Case(s_good with { AttemptTimeout = TimeSpan.Zero }, "AttemptTimeout is 0s; it must be from 1ms to 7d, or null for no limit.");
        yield return Case(s_good with { AttemptTimeout = -s_second }, "AttemptTimeout is -1s; it must be from 1ms to 7d, or null for no limit.");
        yield return Case(s_good with { AttemptTimeout = Timeout.InfiniteTimeSpan }, "AttemptTimeout is infinite; it must be from 1ms to 7d, or null for no limit.");
        yield return Case(s_good with { AttemptTimeout = TimeSpan.FromDays(8) }, "AttemptTimeout is 8d; it must be from 1ms to 7d, or null for no limit.");
        yield return Case(s_good with { TotalTimeout = TimeSpan.Zero }, "TotalTimeout is 0s; it must be from 1ms to 30d, or null for no limit.");
        yield return Case(s_good with { TotalTimeout = TimeSpan.FromDays(31) }, "TotalTimeout is 31d; it must be from 1ms to 30d, or null for no limit.");
        yield return Case(s_good with { AbandonGrace = -s_second }, "AbandonGrace is -1s; it must be from 0s to 1d, or infinite for ever.");
        yield return Case(s_good with { AbandonGrace = TimeSpan.FromDays(2) }, "AbandonGrace is 2d; it must be from 0s to 1d, or infinite for ever.");
        yield return Case(s_good with { MinimumAttemptTime = -s_second }, "MinimumAttemptTime is -1s; it must be from 0s to 7d.");
        yield return Case(s_good with { MinimumAttemptTime = TimeSpan.FromDays(8), AttemptTimeout = null }, "MinimumAttemptTime is 8d; it must be from 0s to 7d.");
        yield return Case(s_good with { MaxServerDelay = -s_second }, "MaxServerDelay is -1s; it must be from 0s to 1d.");
        yield return Case(s_good with { MaxServerDelay = TimeSpan.MaxValue }, "MaxServerDelay is 10675199d2h48m5.4775807s; it must be from 0s to 1d.");
        yield return Case(s_good with { UnknownFailures = (UnknownFailures)5 }, "UnknownFailures is 5; it must be Stop or FollowVerdict.");
        yield return Case(s_good with { Effect = (StageEffect)(-1) }, "Effect is -1; it must be Unknown, Idempotent or NotIdempotent.");
        yield return Evidence(new() { MinimumSuccess = 0.6 }, "MinimumSuccess is 0.6; it must be from 0 to 0.5.");
        yield return Evidence(new() { MinimumSuccess = double.NaN }, "MinimumSuccess is NaN; it must be from 0 to 0.5.");
        yield return Evidence(new() { ProvenSuccess = 0.4 }, "ProvenSuccess is 0.4; it must be from 0.5 to 1.");
        yield return Evidence(new() { Confidence = 1 }, "Confidence is 1; it must be from 0.5 to 0.999.");
        yield return Evidence(new() { ExplorationFloor = -0.1 }, "ExplorationFloor is -0.1; it must be from 0 to 0.5.");
        yield return Evidence(new() { UnknownExploration = 1 }, "UnknownExploration is 1; it must be from 0 to 0.5.");
        yield return Evidence(new() { PriorStrength = 0 }, "PriorStrength is 0; it must be from 0.1 to 50.");
        yield return Evidence(new() { HalfLife = TimeSpan.Zero }, "HalfLife is 0s; it must be from 1m to 30d.");
        yield return Case(s_good with { Backoff = null! }, "Backoff is null; give a schedule, such as BackoffSchedule.Exponential(TimeSpan.FromSeconds(1)).");
    }

    private static IEnumerable<TestCaseData> Contradictions()
    {
        yield return Case(
            s_good with { AttemptTimeout = 60 * s_second, TotalTimeout = 30 * s_second },
            "AttemptTimeout (1m) exceeds TotalTimeout (30s); no attempt could take so long: lower the first or raise the second.");
        yield return Case(
            s_good with { AttemptTimeout = null, MinimumAttemptTime = 60 * s_second, TotalTimeout = 30 * s_second },
            "MinimumAttemptTime (1m) exceeds TotalTimeout (30s); no retry could ever start: lower the first or raise the second.");
        yield return Case(
            s_good with { AttemptTimeout = 30 * s_second, MinimumAttemptTime = 60 * s_second },
            "MinimumAttemptTime (1m) exceeds AttemptTimeout (30s); no attempt could use so much: lower the first or raise the second.");
        yield return Case(
            s_good with { AttemptTimeout = 40 * s_second, MinimumAttemptTime = 60 * s_second, TotalTimeout = 30 * s_second },
            "AttemptTimeout (40s) exceeds TotalTimeout (30s); no attempt could take so long: lower the first or raise the second.",
            "MinimumAttemptTime (1m) exceeds TotalTimeout (30s); no retry could ever start: lower the first or raise the second.",
            "MinimumAttemptTime (1m) exceeds AttemptTimeout (40s); no attempt could use so much: lower the first or raise the second.");
    }

    private static IEnumerable<TestCaseData> Schedules()
    {
        yield return Case(BackoffSchedule.Fixed(-s_second), "Backoff.Interval is -1s; it must be from 0s to 30d.");
        yield return Case(BackoffSchedule.Fixed(TimeSpan.FromDays(31)), "Backoff.Interval is 31d; it must be from 0s to 30d.");
        yield return Case(BackoffSchedule.Linear(-s_second), "Backoff.Increment is -1s; it must be from 0s to 30d.");
        yield return Case(BackoffSchedule.Fibonacci(-s_second), "Backoff.Unit is -1s; it must be from 0s to 30d.");
        yield return Case(BackoffSchedule.Decorrelated(-s_second), "Backoff.Initial is -1s; it must be from 0s to 30d.");
        yield return Case(BackoffSchedule.Exponential(-s_second), "Backoff.Initial is -1s; it must be from 0s to 30d.");
        yield return Case(BackoffSchedule.Exponential(s_second, double.NaN), "Backoff.Factor is NaN; it must be a finite number above 1.");
        yield return Case(BackoffSchedule.Exponential(s_second, double.PositiveInfinity), "Backoff.Factor is Infinity; it must be a finite number above 1.");
        yield return Case(BackoffSchedule.Exponential(s_second, 1), "Backoff.Factor is 1; it must be a finite number above 1.");
        yield return Case(BackoffSchedule.Exponential(s_second, -2.5), "Backoff.Factor is -2.5; it must be a finite number above 1.");
        yield return Case(BackoffSchedule.Table(), "Backoff.Delays is empty; list at least one wait.");
        yield return Case(
            BackoffSchedule.Table(s_second, -s_second, TimeSpan.FromDays(40)),
            "Backoff.Delays[1] is -1s; it must be from 0s to 30d.",
            "Backoff.Delays[2] is 40d; it must be from 0s to 30d.");
        yield return Case(BackoffSchedule.Fixed(s_second) with { Max = -s_second }, "Backoff.Max is -1s; it must be from 0s to 30d.");
        yield return Case(BackoffSchedule.Fixed(s_second) with { Max = TimeSpan.FromDays(31) }, "Backoff.Max is 31d; it must be from 0s to 30d.");
        yield return Case(BackoffSchedule.Fixed(s_second) with { Jitter = null! }, "Backoff.Jitter is null; write Jitter.None for no spread.");
        yield return Case(BackoffSchedule.Fixed(s_second, Jitter.Proportional(0)), "Backoff.Jitter.Share is 0; it must be above 0 and at most 1.");
        yield return Case(BackoffSchedule.Fixed(s_second, Jitter.Proportional(-0.1)), "Backoff.Jitter.Share is -0.1; it must be above 0 and at most 1.");
        yield return Case(BackoffSchedule.Fixed(s_second, Jitter.Proportional(1.5)), "Backoff.Jitter.Share is 1.5; it must be above 0 and at most 1.");
        yield return Case(BackoffSchedule.Fixed(s_second, Jitter.Proportional(double.NaN)), "Backoff.Jitter.Share is NaN; it must be above 0 and at most 1.");
        yield return Case(
            BackoffSchedule.Decorrelated(s_second) with { Jitter = Jitter.Full },
            "Backoff.Jitter is Full; a decorrelated schedule spreads its waits itself: leave it at None.");
        yield return Case(
            BackoffSchedule.Custom("mine", (_, _, _) => s_second) with { Jitter = Jitter.Proportional(0.1) },
            "Backoff.Jitter is Proportional; a custom schedule spreads its waits itself: leave it at None.");
        yield return Case(
            BackoffSchedule.Custom(" ", null!), "Backoff.Name is empty; give the code a name that stands for it in texts.", "Backoff.Compute is null; give the code.");
    }

    private static IEnumerable<TestCaseData> Conditions()
    {
        yield return Case([RetryCondition.Transient, null!], "Conditions[1] is null; remove it.");
        yield return Case([RetryCondition.On()], "Conditions[0].Kinds is empty; name at least one failure kind.");
        yield return Case([RetryCondition.OnStatus()], "Conditions[0].Ranges is empty; name at least one HTTP status.");
        yield return Case([RetryCondition.OnStatus(503, 99)], "Conditions[0].Ranges[1] is 99; an HTTP status is from 100 to 599.");
        yield return Case([RetryCondition.OnStatus(600)], "Conditions[0].Ranges[0] is 600; an HTTP status is from 100 to 599.");
        yield return Case([RetryCondition.OnStatusRange(500, 400)], "Conditions[0].Ranges[0] is 500-400; the first status must not be above the last.");
        yield return Case([RetryCondition.OnStatusRange(0, 999)], "Conditions[0].Ranges[0] is 0-999; an HTTP status is from 100 to 599.");
        yield return Case([new RetryCondition.ExceptionCondition(null!)], "Conditions[0].Type is null; name an exception type.");
        yield return Case([new RetryCondition.ExceptionCondition(typeof(string))], "Conditions[0].Type is System.String; it must be a type of exception.");
        yield return Case([RetryCondition.OnTypeName()], "Conditions[0].Names is empty; name at least one exception type.");
        yield return Case([RetryCondition.OnTypeName("IOException", "")], "Conditions[0].Names[1] is empty; name an exception type.");
        yield return Case([RetryCondition.OnTypeName(null!, "IOException")], "Conditions[0].Names[0] is empty; name an exception type.");
        yield return Case([RetryCondition.OnMessage("")], "Conditions[0].Text is empty; an empty text is part of every message.");
        yield return Case([RetryCondition.When("", _ => true)], "Conditions[0].Name is empty; give the code a name that stands for it in texts.");
        yield return Case([RetryCondition.When("mine", null!)], "Conditions[0].Predicate is null; give the code.");
        yield return Case(
            [RetryCondition.OnResult<int>("", null!)],
            "Conditions[0].Name is empty; give the code a name that stands for it in texts.",
            "Conditions[0].Predicate is null; give the code.");
        yield return Case([RetryCondition.Anything with { Decision = (RetryDecision)7 }], "Conditions[0].Decision is 7; it must be Retry or Stop.");
        yield return Case([RetryCondition.Transient.WithBackoff(BackoffSchedule.Fixed(-s_second))], "Conditions[0].Backoff.Interval is -1s; it must be from 0s to 30d.");
    }

    private static IEnumerable<TestCaseData> Budgets()
    {
        yield return Case(new RetryBudgetPolicy { DepositPerSuccess = -0.1 }, "RetryBudget.DepositPerSuccess is -0.1; it must be from 0 to 1.");
        yield return Case(new RetryBudgetPolicy { DepositPerSuccess = 1.1 }, "RetryBudget.DepositPerSuccess is 1.1; it must be from 0 to 1.");
        yield return Case(new RetryBudgetPolicy { DepositPerSuccess = double.NaN }, "RetryBudget.DepositPerSuccess is NaN; it must be from 0 to 1.");
        yield return Case(new RetryBudgetPolicy { Capacity = 0.5, Initial = 0, Cost = 0.5 }, "RetryBudget.Capacity is 0.5; it must be from 1 to 1000000.");
        yield return Case(new RetryBudgetPolicy { Capacity = 2_000_000 }, "RetryBudget.Capacity is 2000000; it must be from 1 to 1000000.");
        yield return Case(new RetryBudgetPolicy { Capacity = double.NaN }, "RetryBudget.Capacity is NaN; it must be from 1 to 1000000.");
        yield return Case(new RetryBudgetPolicy { Initial = -1 }, "RetryBudget.Initial is -1; it must be from 0 to Capacity.");
        yield return Case(new RetryBudgetPolicy { Initial = double.NaN }, "RetryBudget.Initial is NaN; it must be from 0 to Capacity.");
        yield return Case(new RetryBudgetPolicy { Initial = 21 }, "RetryBudget.Initial (21) exceeds Capacity (20); lower Initial or raise Capacity.");
        yield return Case(new RetryBudgetPolicy { Cost = 0 }, "RetryBudget.Cost is 0; it must be above 0 and at most Capacity.");
        yield return Case(new RetryBudgetPolicy { Cost = double.NaN }, "RetryBudget.Cost is NaN; it must be above 0 and at most Capacity.");
        yield return Case(
            new RetryBudgetPolicy { Cost = 20.5 }, "RetryBudget.Cost (20.5) exceeds Capacity (20); no retry could ever be paid: lower Cost or raise Capacity.");
        yield return Case(new RetryBudgetPolicy { Target = " " }, "RetryBudget.Target is empty; name what is shared, or leave it null for the stage itself.");
    }

    private static IEnumerable<TestCaseData> BulkheadsAndBreakers()
    {
        yield return Case(s_good with { Bulkhead = new() { MaxConcurrent = 0 } }, "Bulkhead.MaxConcurrent is 0; it must be from 1 to 100000.");
        yield return Case(s_good with { Bulkhead = new() { MaxConcurrent = 100_001 } }, "Bulkhead.MaxConcurrent is 100001; it must be from 1 to 100000.");
        yield return Case(s_good with { Bulkhead = new() { MaxConcurrent = 1, MaxQueued = -1 } }, "Bulkhead.MaxQueued is -1; it must be from 0 (refuse at once) to 1000000.");
        yield return Case(
            s_good with { Bulkhead = new() { MaxConcurrent = 1, MaxQueued = 1_000_001 } }, "Bulkhead.MaxQueued is 1000001; it must be from 0 (refuse at once) to 1000000.");
        yield return Case(
            s_good with { CircuitBreaker = new() { ConsecutiveFailures = 0 } }, "CircuitBreaker.ConsecutiveFailures is 0; it must be at least 1, or null to be no trigger.");
        yield return Case(
            s_good with { CircuitBreaker = new() { OpenTime = BackoffSchedule.Fixed(-s_second) } }, "CircuitBreaker.OpenTime.Interval is -1s; it must be from 0s to 30d.");
        yield return Case(
            s_good with { CircuitBreaker = new() { OpenTime = null! } },
            "CircuitBreaker.OpenTime is null; give a schedule, such as BackoffSchedule.Exponential(TimeSpan.FromSeconds(1)).");
        yield return Case(
            s_good with { CircuitBreaker = new() { Ignore = [RetryCondition.On()] } }, "CircuitBreaker.Ignore[0].Kinds is empty; name at least one failure kind.");
    }

    [TestCaseSource(nameof(OwnMembers))]
    [TestCaseSource(nameof(Contradictions))]
    [TestCaseSource(nameof(Schedules))]
    [TestCaseSource(nameof(Conditions))]
    [TestCaseSource(nameof(Budgets))]
    [TestCaseSource(nameof(BulkheadsAndBreakers))]
    public void A_bad_value_is_told_with_member_value_and_advice(StagePolicy policy, string[] problems) => policy.Validate().Should().Equal(problems);

    [Test]
    public void All_problems_are_told_at_once_in_the_order_of_the_members() =>
        new StagePolicy
        {
            MaxAttempts = 0,
            Backoff = BackoffSchedule.Exponential(-s_second, 0.5, -s_second, Jitter.Proportional(2)),
            AttemptTimeout = -s_second,
            AbandonGrace = -2 * s_second,
            Conditions = [null!],
            RetryBudget = new() { Cost = -1 },
            Bulkhead = new() { MaxConcurrent = -1 },
            Effect = (StageEffect)9,
        }.Validate().Should().Equal(
            "MaxAttempts is 0; it must be from 1 (no retry) to 1000.",
            "Backoff.Initial is -1s; it must be from 0s to 30d.",
            "Backoff.Factor is 0.5; it must be a finite number above 1.",
            "Backoff.Max is -1s; it must be from 0s to 30d.",
            "Backoff.Jitter.Share is 2; it must be above 0 and at most 1.",
            "AttemptTimeout is -1s; it must be from 1ms to 7d, or null for no limit.",
            "AbandonGrace is -2s; it must be from 0s to 1d, or infinite for ever.",
            "Conditions[0] is null; remove it.",
            "RetryBudget.Cost is -1; it must be above 0 and at most Capacity.",
            "Bulkhead.MaxConcurrent is -1; it must be from 1 to 100000.",
            "Effect is 9; it must be Unknown, Idempotent or NotIdempotent.");

    [Test]
    public void The_bounds_themselves_are_good()
    {
        StagePolicy least = new()
        {
            MaxAttempts = 1,
            AttemptTimeout = TimeSpan.FromMilliseconds(1),
            TotalTimeout = TimeSpan.FromMilliseconds(1),
            AbandonGrace = TimeSpan.Zero,
            MinimumAttemptTime = TimeSpan.FromMilliseconds(1),
            MaxServerDelay = TimeSpan.Zero,
            Conditions = [RetryCondition.OnStatus(100, 599)],
            Backoff = BackoffSchedule.Fixed(TimeSpan.Zero) with { Max = TimeSpan.Zero },
            RetryBudget = new() { DepositPerSuccess = 0, Capacity = 1, Initial = 0, Cost = double.Epsilon },
            Bulkhead = new() { MaxConcurrent = 1 },
        };
        StagePolicy most = new()
        {
            MaxAttempts = 1000,
            AttemptTimeout = TimeSpan.FromDays(7),
            TotalTimeout = TimeSpan.FromDays(30),
            AbandonGrace = TimeSpan.FromDays(1),
            MinimumAttemptTime = TimeSpan.FromDays(7),
            MaxServerDelay = TimeSpan.FromDays(1),
            Conditions = [],
            Backoff = BackoffSchedule.Fixed(BackoffSchedule.Longest, Jitter.Proportional(1)),
            RetryBudget = new() { DepositPerSuccess = 1, Capacity = 1_000_000, Initial = 1_000_000, Cost = 1_000_000, Target = "x" },
            Bulkhead = new() { MaxConcurrent = 100_000, MaxQueued = 1_000_000 },
        };

        least.Validate().Should().BeEmpty();
        most.Validate().Should().BeEmpty();
        (most with { AbandonGrace = Timeout.InfiniteTimeSpan, AttemptTimeout = null, TotalTimeout = null, RetryBudget = null, Bulkhead = null }).Validate().Should().BeEmpty();
        s_good.Validate().Should().BeEmpty();
    }

    [Test]
    public void A_list_that_is_null_is_refused_where_it_is_given() =>
        ((Action)(() => _ = new StagePolicy { Conditions = null! })).Should().Throw<ArgumentNullException>();

    private static TestCaseData Evidence(RetryEvidencePolicy evidence, string problem) => Case(s_good with { RetryEvidence = evidence }, "RetryEvidence." + problem);

    private static TestCaseData Case(StagePolicy policy, params string[] problems) => new TestCaseData(policy, problems).SetArgDisplayNames(problems[0]);

    private static TestCaseData Case(BackoffSchedule backoff, params string[] problems) => Case(s_good with { Backoff = backoff }, problems);

    private static TestCaseData Case(RetryCondition[] conditions, params string[] problems) => Case(s_good with { Conditions = conditions }, problems);

    private static TestCaseData Case(RetryBudgetPolicy budget, params string[] problems) => Case(s_good with { RetryBudget = budget }, problems);
}
