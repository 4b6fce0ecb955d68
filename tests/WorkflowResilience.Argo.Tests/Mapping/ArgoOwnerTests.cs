using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class ArgoOwnerTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Test]
    public void The_limit_is_one_less_than_the_attempts_and_one_attempt_has_no_strategy()
    {
        Of(new StagePolicy { MaxAttempts = 3 }).Retry!.Limit.Should().Be(2);
        Of(new StagePolicy { MaxAttempts = 1 }).Retry.Should().BeNull();
    }

    [Test]
    public void Codes_come_from_the_contract_and_the_conditions()
    {
        Of(new StagePolicy { AttemptTimeout = null }).Retry!.When!.ToExpression().Should().Be("lastRetry.status == \"Error\" || asInt(lastRetry.exitCode) in [75, 76, 124, 129, 137, 143, 152, 153]", "limits of processor time and file size are of the kind Resource");
        Of(DefaultPolicies.PullRequestReview).Retry!.When!.ToExpression()
            .Should().Be("lastRetry.status == \"Failed\" && asInt(lastRetry.exitCode) in [75, 76] && !(lastRetry.message contains \"longer than the specified deadline\")");
        Expression(RetryCondition.On(FailureKind.Unavailable)).Should().Contain("in [76, 129, 143]").And.EndWith("&& !(lastRetry.message contains \"longer than the specified deadline\")");
        Expression(RetryCondition.On(FailureKind.Cancelled).Stop(), RetryCondition.Anything).Should().Contain("!(asInt(lastRetry.exitCode) in [79, 129, 130, 143])");
    }

    [TestCase("Idempotent", true)]
    [TestCase("Unknown", true)]
    [TestCase("NotIdempotent", false)]
    public void A_deadline_a_kill_and_a_lost_pod_are_repeated_unless_the_stage_is_not_idempotent(string effect, bool repeats)
    {
        foreach (RetryCondition condition in new[] { RetryCondition.Transient, RetryCondition.Anything })
        {
            RetryWhen when = Of(new StagePolicy { Effect = Enum.Parse<StageEffect>(effect), Conditions = [condition] }).Retry!.When!;
            when.Evaluate(new RetryFacts(null, "Error", s_second, "pod deleted", 0)).Should().Be(repeats);
            when.Evaluate(new RetryFacts(0, "Error", s_second, "failed to save outputs", 0)).Should().Be(repeats);
            when.Evaluate(new RetryFacts(null, "Failed", s_second, ArgoRetryModel.PodDeadline, 0)).Should().Be(repeats);
            when.Evaluate(new RetryFacts(75, "Failed", s_second, ArgoRetryModel.PodDeadline, 0)).Should().Be(repeats);
            when.Evaluate(new RetryFacts(137, "Failed", s_second, "OOMKilled (exit code 137)", 0)).Should().Be(repeats);
            when.Evaluate(new RetryFacts(75, "Failed", s_second, "Error (exit code 75)", 0)).Should().BeTrue();
            when.Evaluate(new RetryFacts(79, "Failed", s_second, "Error (exit code 79)", 0)).Should().BeFalse();
        }
    }

    [TestCase("fixed", 5, "5", null, null, "ARGO107")]
    [TestCase("half", 5, "1", null, null, "ARGO101")]
    [TestCase("exponential", 5, "30", 2, "300", "ARGO107")]
    [TestCase("exponential", 3, "30", 2, "300", "ARGO107")]
    [TestCase("early", 5, "30", 2, "40", "ARGO107")]
    [TestCase("linear", 3, "30", 2, null, "ARGO107")]
    [TestCase("linear", 4, "30", 2, "90", "ARGO107")]
    [TestCase("linear", 5, "30", 2, "120", "ARGO108")]
    [TestCase("fraction", 4, "10", 2, "23", "ARGO103")]
    [TestCase("fraction", 2, "10", null, null, "ARGO107")]
    [TestCase("zero", 4, null, null, null, "ARGO107")]
    [TestCase("custom", 3, "7", null, null, "ARGO109")]
    public void A_schedule_becomes_the_backoff_that_gives_its_waits_or_the_nearest(string schedule, int attempts, string? delay, int? factor, string? cap, string code)
    {
        StageMapping mapping = Of(new StagePolicy { MaxAttempts = attempts, Backoff = Schedule(schedule) });

        ArgoRetryStrategy retry = mapping.Retry!;
        (retry.Delay is { } d ? WholeSeconds.Digits(d) : null).Should().Be(delay);
        retry.Factor.Should().Be(factor);
        (retry.Cap is { } c ? WholeSeconds.Digits(c) : null).Should().Be(cap);
        mapping.Rows.Single(static row => row.Member == "Backoff").Code.Should().Be(code);
    }

    [Test]
    public void Without_cap_no_attempt_waits_longer_than_the_policy_permits()
    {
        StageMapping mapping = Of(new StagePolicy { MaxAttempts = 8, Backoff = Schedule("exponential") }, new MappingOptions { Owner = RetryOwner.Argo, Target = ArgoTarget.V36 });

        mapping.Retry!.Limit.Should().Be(4, "30, 60, 120 and 240 are below 300");
        mapping.Retry.Cap.Should().BeNull();
        mapping.Rows.Single(static row => row.Member == "MaxAttempts").Code.Should().Be("ARGO102");
        Of(new StagePolicy { MaxAttempts = 3, Backoff = Schedule("exponential") }, new MappingOptions { Owner = RetryOwner.Argo, Target = ArgoTarget.V36 }).Rows
            .Should().OnlyContain(static row => row.Code != "ARGO102");
    }

    [Test]
    public void Attempts_before_which_the_wait_would_overflow_are_left_out()
    {
        StageMapping mapping = Of(new StagePolicy { MaxAttempts = 60, Backoff = Schedule("exponential") });

        ArgoWait.After(59, s_second * 30, 2, s_second * 300).Should().Be(TimeSpan.Zero, "that is what Argo does");
        mapping.Retry!.Limit.Should().BeLessThan(59);
        ArgoWait.After(mapping.Retry.Limit, mapping.Retry.Delay, mapping.Retry.Factor, mapping.Retry.Cap).Should().Be(s_second * 300);
        mapping.Rows.Single(static row => row.Member == "MaxAttempts").Code.Should().Be("ARGO130");
    }

    [Test]
    public void A_total_timeout_is_a_budget_that_has_a_wait()
    {
        StageMapping mapping = Of(new StagePolicy { TotalTimeout = s_second * 90.5, Backoff = Schedule("zero") }, new MappingOptions { Owner = RetryOwner.Argo, StartupSlack = s_second * 10 });

        mapping.Retry!.MaxDuration.Should().Be(s_second * 121);
        mapping.Retry.Delay.Should().Be(s_second);
        mapping.AttemptDeadline.Should().Be(s_second * 101);
        mapping.Rows.Single(static row => row.Member == "Backoff").Fit.Should().Be(MappingFit.Approximate);
    }

    [Test]
    public void Unrolled_waits_are_the_same_each_time_and_other_in_another_stage()
    {
        MappingOptions options = new() { Owner = RetryOwner.Argo, Schedule = RetrySchedule.Unrolled };
        StagePolicy policy = new() { MaxAttempts = 6, Backoff = BackoffSchedule.Linear(s_second * 100, jitter: Jitter.Full), Conditions = [RetryCondition.Anything] };
        StageMapping mapping = PolicyMapping.Of("Build", policy, options);

        mapping.Waits.Should().HaveCount(5).And.Equal(PolicyMapping.Of("Build", policy, options).Waits).And.NotEqual(PolicyMapping.Of("Deploy", policy, options).Waits);
        mapping.Retry.Should().BeNull();
        mapping.Rows.Where(static row => row.Member.StartsWith("Backoff", StringComparison.Ordinal)).Should().OnlyContain(static row => row.Fit == MappingFit.Exact);
        PolicyMapping.Of("Build", policy with { Effect = StageEffect.NotIdempotent }, options).Waits.Should().BeEmpty("tasks cannot tell an unknown outcome apart");
    }

    private static string Expression(params RetryCondition[] conditions) => Of(new StagePolicy { Conditions = conditions }).Retry!.When!.ToExpression();

    private static StageMapping Of(StagePolicy policy, MappingOptions? options = null) => PolicyMapping.Of("Build", policy, options ?? Policies.OfArgo);

    private static BackoffSchedule Schedule(string name) => name switch
    {
        "fixed" => BackoffSchedule.Fixed(s_second * 5),
        "half" => BackoffSchedule.Fixed(s_second / 2),
        "exponential" => BackoffSchedule.Exponential(s_second * 30, 2, s_second * 300),
        "early" => BackoffSchedule.Exponential(s_second * 30, 2, s_second * 40),
        "linear" => BackoffSchedule.Linear(s_second * 30),
        "fraction" => BackoffSchedule.Exponential(s_second * 10, 1.5),
        "zero" => BackoffSchedule.Fixed(TimeSpan.Zero),
        _ => BackoffSchedule.Custom("mine", static (_, _, _) => TimeSpan.FromSeconds(7)),
    };
}
