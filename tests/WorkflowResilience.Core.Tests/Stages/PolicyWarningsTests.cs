namespace WorkflowResilience.Tests.Stages;

[TestFixture]
public sealed class PolicyWarningsTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    // Nothing to warn of.
    private static readonly StagePolicy s_good = new() { AttemptTimeout = 10 * s_second };

    private static IEnumerable<TestCaseData> Doubtful()
    {
        yield return Case(s_good with { AttemptTimeout = null }, "Nothing limits its time: a delegate that hangs is never ended. Set AttemptTimeout or TotalTimeout.");
        yield return Case(
            s_good with { AbandonGrace = Timeout.InfiniteTimeSpan }, "AbandonGrace is infinite: a delegate that ignores its cancellation holds the caller for ever.");
        yield return Case(s_good with { Conditions = [] }, "MaxAttempts is 3, but nothing is ever retried: no condition retries, and what no condition matches stops.");
        yield return Case(
            s_good with { Conditions = [RetryCondition.Transient.Stop()] },
            "MaxAttempts is 3, but nothing is ever retried: no condition retries, and what no condition matches stops.");
        yield return Case(
            s_good with { MaxAttempts = 4, TotalTimeout = 30 * s_second, MaxServerDelay = s_second, Backoff = BackoffSchedule.Fixed(20 * s_second, Jitter.Proportional(0.1)) },
            "Attempt 3 can never begin: the waits before it take at least 36s, and TotalTimeout is 30s.");
        yield return Case(
            s_good with { TotalTimeout = 40 * s_second, MinimumAttemptTime = 10 * s_second, MaxServerDelay = s_second, Backoff = BackoffSchedule.Fixed(15 * s_second, Jitter.Proportional(0.01)) },
            "When attempts take their full 10s, attempt 3 never begins: those before it and the longest waits fill TotalTimeout (40s).");
        yield return Case(
            s_good with { TotalTimeout = 30 * s_second, MaxServerDelay = s_second },
            "When attempts take their full 10s, TotalTimeout (30s) cuts the last one short: all of them and the longest waits need 33s.");
        yield return Case(
            s_good with { AttemptTimeout = null, TotalTimeout = 60 * s_second },
            "MaxServerDelay (5m) exceeds TotalTimeout (1m): a server's wait is kept only as far as the remaining time permits.");
        yield return Case(s_good with { Backoff = BackoffSchedule.Fixed(s_second) }, "Waits have no jitter: executions that fail together come back together.");
        yield return Case(s_good with { Backoff = BackoffSchedule.Fixed(TimeSpan.Zero, Jitter.Full) }, "There are no waits: a target in trouble gets no time to recover.");
        yield return Case(
            s_good with { Backoff = BackoffSchedule.Exponential(60 * s_second, max: 30 * s_second) },
            "Backoff.Initial (1m) exceeds Backoff.Max (30s): every wait is cut to the latter.");
        yield return Case(
            s_good with { CircuitBreaker = new() { ConsecutiveFailures = 2 } },
            "The circuit opens after 2 failures in a row, before the 3 attempts of one execution are used.");
        yield return Case(
            s_good with { Effect = StageEffect.Idempotent, Hedging = new() { Delay = 10 * s_second } },
            "Hedging.Delay (10s) is not below AttemptTimeout (10s): a hedge begins only when the first call has been given up.");
        yield return Case(s_good with { RetryBudget = null }, "There is no retry budget: while the target is down, it gets up to 3 times the calls.");
        yield return Case(
            s_good with { RetryBudget = new() { DepositPerSuccess = 0, Initial = 7, Cost = 2 } },
            "The retry budget is never refilled: after 3 retries there is none, as long as the process lives.");
        yield return Case(
            s_good with { Effect = StageEffect.NotIdempotent },
            "Timeouts are among what is retried, but the stage is not idempotent: after one it stops with 'unknown-outcome'.");
        yield return Case(
            s_good with { Effect = StageEffect.NotIdempotent, Conditions = [RetryCondition.Anything] },
            "Timeouts are among what is retried, but the stage is not idempotent: after one it stops with 'unknown-outcome'.");
        yield return Case(
            s_good with { Conditions = [RetryCondition.Transient, RetryCondition.On(FailureKind.Network).Stop()] },
            "Conditions[1] (Network) never decides: those before it match all that it matches.");
        yield return Case(
            s_good with { Conditions = [RetryCondition.Transient, RetryCondition.OnStatus(401).Stop().WithBackoff(BackoffSchedule.Fixed(s_second))] },
            "Conditions[1] stops, so its Backoff is never used.");
        yield return Case(
            s_good with { Conditions = [RetryCondition.Anything], UnknownFailures = UnknownFailures.FollowVerdict }, "UnknownFailures never decides: a condition matches any failure.");
        yield return Case(
            s_good with { RetryEvidence = new RetryEvidencePolicy { ExplorationFloor = 0 } },
            "RetryEvidence.ExplorationFloor is 0: a retry that evidence refuses is not made again until its evidence is forgotten (HalfLife is 1d).");
        yield return Case(s_good with { RetryEvidence = new RetryEvidencePolicy { UnknownExploration = 0.1 } }, "RetryEvidence.UnknownExploration explores nothing: UnknownFailures is not FollowVerdict.");
    }

    [TestCaseSource(nameof(Doubtful))]
    public void What_an_author_may_not_have_meant_is_told(StagePolicy policy, string warning)
    {
        policy.Validate().Should().BeEmpty();
        PolicyWarnings.Of(policy, new PolicyForecast(policy)).Should().Equal(warning);
    }

    [Test]
    public void A_good_policy_has_no_warnings()
    {
        Warnings(s_good).Should().BeEmpty();
        Warnings(new StagePolicy()).Should().BeEmpty();
        Warnings(s_good with { MaxAttempts = 1, Conditions = [], RetryBudget = null, Backoff = BackoffSchedule.Fixed(s_second), TotalTimeout = 10 * s_second }).Should().BeEmpty();
        Warnings(s_good with { Backoff = BackoffSchedule.Decorrelated(s_second) }).Should().BeEmpty();
        Warnings(s_good with { CircuitBreaker = new() { ConsecutiveFailures = 3 } }).Should().BeEmpty();
        Warnings(s_good with { Effect = StageEffect.NotIdempotent, Conditions = [RetryCondition.On(FailureKind.Timeout).Stop(), RetryCondition.Transient] }).Should().BeEmpty();
    }

    [Test]
    public void Of_the_presets_only_notification_warns_that_a_timeout_leaves_the_outcome_unknown() =>
        DefaultPolicies.All.Where(p => Warnings(p.Value).Count > 0).Select(p => p.Key).Should().Equal(WorkflowStage.Notification);

    private static IEnumerable<TestCaseData> Shadows()
    {
        yield return Shadow("", RetryCondition.On(FailureKind.Network), RetryCondition.On(FailureKind.Network, FailureKind.Timeout));
        yield return Shadow("2", RetryCondition.On(FailureKind.Network), RetryCondition.On(FailureKind.Timeout), RetryCondition.On(FailureKind.Timeout, FailureKind.Network));
        yield return Shadow("1", RetryCondition.OnStatusRange(400, 499), RetryCondition.OnStatus(401, 403).Stop());
        yield return Shadow("", RetryCondition.OnStatus(401, 403), RetryCondition.OnStatusRange(400, 499));
        yield return Shadow("2", RetryCondition.OnStatusRange(400, 450), RetryCondition.OnStatusRange(451, 499), RetryCondition.OnStatusRange(440, 460));
        yield return Shadow("1", RetryCondition.OnException<IOException>(), RetryCondition.OnException<FileNotFoundException>());
        yield return Shadow("", RetryCondition.OnException<FileNotFoundException>(), RetryCondition.OnException<IOException>());
        yield return Shadow("1", RetryCondition.OnTypeName("A", "B"), RetryCondition.OnTypeName("B"));
        yield return Shadow("", RetryCondition.OnTypeName("A"), RetryCondition.OnTypeName("a"));
        yield return Shadow("1", RetryCondition.OnMessage("lock"), RetryCondition.OnMessage("index.LOCK"));
        yield return Shadow("", RetryCondition.OnMessage("index.lock"), RetryCondition.OnMessage("lock"));
        yield return Shadow("1", RetryCondition.When("A", _ => true), RetryCondition.When("A", _ => true).Stop());
        yield return Shadow("", RetryCondition.When("A", _ => true), RetryCondition.When("B", _ => true));
        yield return Shadow("1", RetryCondition.OnResult<int>("A", _ => true), RetryCondition.OnResult<int>("A", _ => true));
        yield return Shadow("", RetryCondition.OnResult<int>("A", _ => true), RetryCondition.OnResult<long>("A", _ => true));
        yield return Shadow("1 2", RetryCondition.Anything, RetryCondition.Transient, RetryCondition.Anything.Stop(), RetryCondition.OnResult<int>("A", _ => true));
    }

    [TestCaseSource(nameof(Shadows))]
    public void A_condition_that_never_decides_is_found(string places, RetryCondition[] conditions) =>
        string.Join(' ', ShadowedConditions.In(conditions)).Should().Be(places);

    private static IReadOnlyList<string> Warnings(StagePolicy policy) => PolicyWarnings.Of(policy, new PolicyForecast(policy));

    private static TestCaseData Case(StagePolicy policy, string warning) => new TestCaseData(policy, warning).SetArgDisplayNames(warning);

    private static TestCaseData Shadow(string places, params RetryCondition[] conditions) =>
        new TestCaseData(places, conditions).SetArgDisplayNames(string.Join(" | ", conditions.Select(PolicyWords.Condition)), places);
}
