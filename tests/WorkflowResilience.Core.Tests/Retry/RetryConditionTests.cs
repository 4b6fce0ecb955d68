namespace WorkflowResilience.Tests.Retry;

[TestFixture]
public sealed class RetryConditionTests
{
    [TestCase("Network", true)]
    [TestCase("Timeout", true)]
    [TestCase("RateLimited", true)]
    [TestCase("Unavailable", true)]
    [TestCase("Resource", true)]
    [TestCase("Flaky", true)]
    [TestCase("Authentication", false)]
    [TestCase("NotFound", false)]
    [TestCase("InvalidInput", false)]
    [TestCase("Cancelled", false)]
    [TestCase("Compilation", false)]
    [TestCase("TestFailure", false)]
    [TestCase("Configuration", false)]
    [TestCase("Unknown", false)]
    public void Transient_means_the_kinds_that_may_pass_by_themselves(string kind, bool matches) =>
        RetryCondition.Transient.Matches(new FailureFacts { Kind = FailureKind.Of(kind) }).Should().Be(matches);

    [Test]
    public void A_kind_of_the_host_matches_by_name()
    {
        RetryCondition condition = RetryCondition.On(FailureKind.Of("LicenceBusy"));

        condition.Matches(new FailureFacts { Kind = FailureKind.Of("LicenceBusy") }).Should().BeTrue();
        condition.Matches(new FailureFacts { Kind = FailureKind.Of("licencebusy") }).Should().BeFalse();
        condition.Matches(default).Should().BeFalse();
    }

    [TestCase(0, false)]
    [TestCase(407, false)]
    [TestCase(408, true)]
    [TestCase(409, false)]
    [TestCase(503, true)]
    public void A_status_matches_itself(int status, bool matches) => RetryCondition.OnStatus(408, 503).Matches(new FailureFacts { StatusCode = status }).Should().Be(matches);

    [TestCase(399, false)]
    [TestCase(400, true)]
    [TestCase(499, true)]
    [TestCase(500, false)]
    public void A_range_of_statuses_includes_both_ends(int status, bool matches) =>
        RetryCondition.OnStatusRange(400, 499).Matches(new FailureFacts { StatusCode = status }).Should().Be(matches);

    [Test]
    public void Anything_matches_a_failure_of_which_nothing_is_known() => RetryCondition.Anything.Matches(default).Should().BeTrue();

    private static IEnumerable<TestCaseData> Exceptions()
    {
        var io = new FileNotFoundException("x");
        yield return new TestCaseData(io, true).SetArgDisplayNames("derived");
        yield return new TestCaseData(new IOException("x"), true).SetArgDisplayNames("itself");
        yield return new TestCaseData(new InvalidOperationException("x", io), true).SetArgDisplayNames("inside");
        yield return new TestCaseData(new AggregateException(new FormatException(), new InvalidOperationException("x", io)), true).SetArgDisplayNames("inside the second of an aggregate");
        yield return new TestCaseData(new FormatException("System.IO.IOException"), false).SetArgDisplayNames("only in the message");
        yield return new TestCaseData(new IOExceptionLike(), false).SetArgDisplayNames("a longer name");
        yield return new TestCaseData(null, false).SetArgDisplayNames("no exception");
    }

    [TestCaseSource(nameof(Exceptions))]
    public void A_type_matches_itself_and_what_derives_from_it_at_any_depth(Exception? exception, bool matches) =>
        RetryCondition.OnException<IOException>().Matches(new FailureFacts { Exception = exception }).Should().Be(matches);

    [TestCaseSource(nameof(Exceptions))]
    public void A_simple_name_matches_as_the_type_does_but_never_the_message(Exception? exception, bool matches) =>
        RetryCondition.OnTypeName("Other", "IOException").Matches(new FailureFacts { Exception = exception }).Should().Be(matches);

    [TestCaseSource(nameof(Exceptions))]
    public void A_full_name_matches_as_the_type_does_but_never_the_message(Exception? exception, bool matches) =>
        RetryCondition.OnTypeName("System.IO.IOException").Matches(new FailureFacts { Exception = exception }).Should().Be(matches);

    [TestCase("ioexception")]
    [TestCase("IO")]
    [TestCase("IO.IOException")]
    [TestCase("Exception ")]
    [TestCase("Object")]
    [TestCase("System.Object")]
    public void A_name_is_compared_whole_and_by_case(string name) =>
        RetryCondition.OnTypeName(name).Matches(new FailureFacts { Exception = new IOException() }).Should().BeFalse();

    [Test]
    public void A_message_is_searched_without_regard_to_case_also_inside()
    {
        RetryCondition condition = RetryCondition.OnMessage("INDEX.lock");

        condition.Matches(new FailureFacts { Exception = new InvalidOperationException("git failed", new IOException("fatal: index.LOCK exists")) }).Should().BeTrue();
        condition.Matches(new FailureFacts { Exception = new IOException("index lock") }).Should().BeFalse();
        condition.Matches(default).Should().BeFalse();
    }

    [Test]
    public void Code_sees_all_facts_and_may_throw()
    {
        RetryCondition condition = RetryCondition.When("code", f => f.ExitCode == 128 ? f.AfterTimeout : throw new NotSupportedException());

        condition.Matches(new FailureFacts { ExitCode = 128, AfterTimeout = true }).Should().BeTrue();
        ((Action)(() => condition.Matches(default))).Should().Throw<NotSupportedException>("the executor reports it, not the condition");
    }

    [Test]
    public void A_condition_on_results_matches_no_failure() => RetryCondition.OnResult<int>("negative", i => i < 0).Matches(new FailureFacts { Kind = FailureKind.Network }).Should().BeFalse();

    [TestCase(403, "RateLimited", RetryDecision.Retry)]
    [TestCase(403, "Authentication", RetryDecision.Stop)]
    [TestCase(404, "NotFound", RetryDecision.Stop)]
    [TestCase(408, "Unknown", RetryDecision.Retry)]
    [TestCase(500, "Unknown", null)]
    public void The_first_match_decides(int status, string kind, RetryDecision? decision)
    {
        FailureFacts facts = new() { StatusCode = status, Kind = FailureKind.Of(kind) };

        DefaultPolicies.Notification.Conditions.FirstOrDefault(c => c.Matches(facts))?.Decision.Should().Be(decision);
        DefaultPolicies.Notification.Conditions.Any(c => c.Matches(facts)).Should().Be(decision is not null);
    }

    private sealed class IOExceptionLike : Exception;
}
