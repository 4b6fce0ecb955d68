using System.Globalization;

namespace WorkflowResilience.Tests.Stages;

[TestFixture]
public sealed class DefaultPoliciesTests
{
    // The table of the documentation, a line a stage.
    private const string Table =
        """
        | stage             | attempts | backoff                 | attempt | total    | retry                                            | stop                                    | breaker             |
        | RepositoryClone   | 3        | exponential 30 x2 <=300 | 600 s   | 1899 s   | Network Timeout RateLimited 408 502 503 504      | Authentication 401 403                  | 5 / 300 / 3 needs 2 |
        | CodeAnalysis      | 2        | fixed 60                | 1200 s  | 2466 s   | Resource Unavailable 429 503                     |                                         | 3 / 600 / 2 needs 1 |
        | TestExecution     | 2        | linear 30               | 1800 s  | 3633 s   | Flaky Resource                                   | Compilation TestFailure                 | 2 / 300 / 1 needs 1 |
        | CoverageAnalysis  | 2        | exponential 30 x2 <=300 | 1200 s  | 2433 s   | Resource Network Unavailable                     | Compilation TestFailure                 | 3 / 300 / 1 needs 1 |
        | SecurityScan      | 2        | exponential 60 x2 <=300 | 1800 s  | 3666 s   | Network Unavailable RateLimited                  | Authentication                          | 3 / 600 / 1 needs 1 |
        | PullRequestReview | 3        | exponential 30 x2 <=300 | 120 s   | 459 s    | Network Unavailable RateLimited                  | Authentication NotFound InvalidInput    | 5 / 300 / 2 needs 1 |
        | Notification      | 3        | exponential 5 x2 <=60   | 30 s    | 106.5 s  | Network Timeout Unavailable RateLimited 408 425  | 400-499                                 | 5 / 60 / 1 needs 1  |
        """;

    private static readonly string[][] s_rows =
        [.. Table.Split('\n').Skip(1).Select(line => line.Trim('|', ' ', '\r').Split('|').Select(cell => cell.Trim()).ToArray())];

    private static IEnumerable<TestCaseData> Rows => s_rows.Select(row => new TestCaseData((object)row).SetArgDisplayNames(row[0]));

    [TestCaseSource(nameof(Rows))]
    public void A_well_known_stage_has_the_policy_of_the_table(string[] row)
    {
        StagePolicy policy = DefaultPolicies.For(row[0]);

        string[] actual =
        [
            row[0],
            Text(policy.MaxAttempts),
            Schedule(policy.Backoff),
            Text(policy.AttemptTimeout!.Value.TotalSeconds) + " s",
            Text(policy.TotalTimeout!.Value.TotalSeconds) + " s",
            Conditions(policy, RetryDecision.Retry),
            Conditions(policy, RetryDecision.Stop),
            Breaker(policy.CircuitBreaker!),
        ];

        actual.Should().Equal(row);
    }

    [Test]
    public void Every_preset_spreads_its_waits_by_ten_percent() =>
        DefaultPolicies.All.Values.Should().OnlyContain(policy => policy.Backoff.Jitter == Jitter.Proportional(0.1));

    [Test]
    public void Retries_are_asked_before_stops_so_that_a_403_that_limits_the_rate_is_retried() =>
        DefaultPolicies.All.Values.Should().OnlyContain(policy =>
            policy.Conditions.SkipWhile(c => c.Decision == RetryDecision.Retry).All(c => c.Decision == RetryDecision.Stop));

    [Test]
    public void Only_what_writes_to_people_is_not_idempotent() =>
        DefaultPolicies.All.Where(p => p.Value.Effect == StageEffect.NotIdempotent).Select(p => p.Key)
            .Should().Equal(WorkflowStage.PullRequestReview, WorkflowStage.Notification);

    [Test]
    public void The_rest_of_a_preset_is_as_in_a_new_policy() =>
        DefaultPolicies.All.Values.Should().OnlyContain(policy =>
            policy.UnknownFailures == UnknownFailures.Stop && policy.RetryBudget == RetryBudgetPolicy.Default && policy.Bulkhead == null
            && !policy.RetryNested && !policy.Offload && policy.AbandonGrace == TimeSpan.FromSeconds(5) && policy.MinimumAttemptTime == TimeSpan.Zero);

    [Test]
    public void A_server_may_ask_for_no_more_than_the_cap_where_the_server_is_asked() =>
        (DefaultPolicies.PullRequestReview.MaxServerDelay, DefaultPolicies.Notification.MaxServerDelay)
            .Should().Be((TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(60)));

    [Test]
    public void All_of_them_are_valid() =>
        DefaultPolicies.All.Should().HaveCount(7).And.OnlyContain(policy => policy.Value.Validate().Count == 0);

    [Test]
    public void A_stage_without_a_preset_is_refused_with_the_nearest_name() =>
        ((Action)(() => DefaultPolicies.For("RepositryClone"))).Should().Throw<ArgumentException>()
            .WithMessage("The stage 'RepositryClone' has no default policy (did you mean 'RepositoryClone'?); write one: new StagePolicy { … }.*");

    private static string Schedule(BackoffSchedule schedule) => schedule switch
    {
        BackoffSchedule.FixedBackoff f => "fixed " + Text(f.Interval.TotalSeconds),
        BackoffSchedule.LinearBackoff l => "linear " + Text(l.Increment.TotalSeconds),
        BackoffSchedule.ExponentialBackoff e => $"exponential {Text(e.Initial.TotalSeconds)} x{Text(e.Factor)} <={Text(e.Max.TotalSeconds)}",
        _ => "?",
    };

    private static string Conditions(StagePolicy policy, RetryDecision decision) =>
        string.Join(' ', policy.Conditions.Where(c => c.Decision == decision).SelectMany(Parts));

    private static IEnumerable<string> Parts(RetryCondition condition) => condition switch
    {
        RetryCondition.KindCondition k => k.Kinds.Select(kind => kind.Name),
        RetryCondition.StatusCondition s => s.Ranges.Select(r => r.First == r.Last ? Text(r.First) : $"{Text(r.First)}-{Text(r.Last)}"),
        _ => ["?"],
    };

    private static string Breaker(CircuitBreakerPolicy breaker) =>
        breaker.OpenTime is BackoffSchedule.FixedBackoff open && breaker.FailureRatio is null && breaker.SlowCallRatio is null
            ? $"{breaker.ConsecutiveFailures} / {Text(open.Interval.TotalSeconds)} / {breaker.HalfOpenPermits} needs {breaker.SuccessThreshold}"
            : "?";

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
