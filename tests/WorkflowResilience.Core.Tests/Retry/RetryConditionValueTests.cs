namespace WorkflowResilience.Tests.Retry;

[TestFixture]
public sealed class RetryConditionValueTests
{
    private static readonly BackoffSchedule s_own = BackoffSchedule.Fixed(TimeSpan.FromSeconds(3));

    private static readonly Func<RetryCondition>[] s_factories =
    [
        () => RetryCondition.On(FailureKind.Network, FailureKind.Flaky),
        () => RetryCondition.On(FailureKind.Flaky, FailureKind.Network),
        () => RetryCondition.OnStatus(408, 503),
        () => RetryCondition.OnStatus(408),
        () => RetryCondition.OnStatusRange(408, 503),
        () => RetryCondition.OnException<IOException>(),
        () => RetryCondition.OnException<TimeoutException>(),
        () => RetryCondition.OnTypeName("A", "B"),
        () => RetryCondition.OnTypeName("A", "b"),
        () => RetryCondition.OnMessage("A"),
        () => RetryCondition.When("A", _ => true),
        () => RetryCondition.When("B", _ => true),
        () => RetryCondition.OnResult<int>("A", _ => true),
        () => RetryCondition.OnResult<long>("A", _ => true),
        () => new RetryCondition.AnyCondition(),
        () => new RetryCondition.AnyCondition().Stop(),
        () => new RetryCondition.AnyCondition().WithBackoff(s_own),
    ];

    [Test]
    public void Conditions_are_equal_exactly_when_they_say_the_same()
    {
        for (int i = 0; i < s_factories.Length; i++)
        {
            for (int j = 0; j < s_factories.Length; j++)
            {
                RetryCondition one = s_factories[i](), two = s_factories[j]();
                one.Equals(two).Should().Be(i == j, $"{one} and {two}");
                if (i == j) one.GetHashCode().Should().Be(two.GetHashCode(), one.ToString());
            }
        }
    }

    [Test]
    public void Code_is_compared_by_its_name_alone()
    {
        RetryCondition.When("A", _ => true).Should().Be(RetryCondition.When("A", _ => false));
        RetryCondition.OnResult<int>("A", _ => true).Should().Be(RetryCondition.OnResult<int>("A", _ => false));
    }

    [Test]
    public void Later_changes_to_the_lists_given_change_nothing()
    {
        FailureKind[] kinds = [FailureKind.Network];
        int[] statuses = [503];
        string[] names = ["IOException"];
        RetryCondition[] conditions = [RetryCondition.On(kinds), RetryCondition.OnStatus(statuses), RetryCondition.OnTypeName(names)];
        StagePolicy policy = new() { Conditions = conditions };
        string before = policy.ToCanonicalText();
        kinds[0] = FailureKind.Flaky;
        statuses[0] = 500;
        names[0] = "FormatException";
        conditions[0] = RetryCondition.Anything;

        policy.ToCanonicalText().Should().Be(before);
    }

    [Test]
    public void Stop_and_waits_of_its_own_are_copies()
    {
        RetryCondition retry = RetryCondition.OnStatus(503), stop = retry.Stop(), patient = retry.WithBackoff(s_own);

        (retry.Decision, retry.Backoff).Should().Be((RetryDecision.Retry, null));
        stop.Decision.Should().Be(RetryDecision.Stop);
        stop.Matches(new FailureFacts { StatusCode = 503 }).Should().BeTrue();
        patient.Should().Be(retry with { Backoff = s_own });
    }

    [Test]
    public void Nothing_given_at_all_is_refused()
    {
        ((Action)(() => RetryCondition.On(null!))).Should().Throw<ArgumentNullException>();
        ((Action)(() => RetryCondition.OnStatus(null!))).Should().Throw<ArgumentNullException>();
        ((Action)(() => RetryCondition.OnTypeName(null!))).Should().Throw<ArgumentNullException>();
        ((Action)(() => BackoffSchedule.Table(null!))).Should().Throw<ArgumentNullException>();
    }

    [TestCase(503, 503, "503")]
    [TestCase(400, 499, "400-499")]
    public void A_range_reads_as_people_write_it(int first, int last, string text) => new RetryCondition.StatusRange(first, last).ToString().Should().Be(text);
}
