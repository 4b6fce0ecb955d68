namespace WorkflowResilience.Tests.Failures;

[TestFixture]
public sealed class StageFailedExceptionTests
{
    private static readonly Dictionary<StageReason, Type> s_types = new()
    {
        [StageReason.NotConfigured] = typeof(StageNotConfiguredException),
        [StageReason.StopCondition] = typeof(StageNotRetryableException),
        [StageReason.UnknownFailure] = typeof(StageNotRetryableException),
        [StageReason.NestedFailure] = typeof(StageNotRetryableException),
        [StageReason.ServerDelayTooLong] = typeof(StageNotRetryableException),
        [StageReason.AttemptsExhausted] = typeof(AttemptsExhaustedException),
        [StageReason.AttemptTimeout] = typeof(AttemptTimeoutException),
        [StageReason.TotalTimeout] = typeof(TotalTimeoutException),
        [StageReason.DeadlineTooClose] = typeof(TotalTimeoutException),
        [StageReason.Abandoned] = typeof(StageAbandonedException),
        [StageReason.UnknownOutcome] = typeof(StageAbandonedException),
        [StageReason.CircuitOpen] = typeof(CircuitOpenException),
        [StageReason.CircuitIsolated] = typeof(CircuitIsolatedException),
        [StageReason.BulkheadFull] = typeof(BulkheadFullException),
        [StageReason.RetryBudgetExhausted] = typeof(RetryBudgetExhaustedException),
        [StageReason.RunRetryLimit] = typeof(RetryLimitException),
        [StageReason.RunTimeLimit] = typeof(RetryLimitException),
        [StageReason.HostRetryLimit] = typeof(RetryLimitException),
        [StageReason.Throttled] = typeof(CallThrottledException),
        [StageReason.NotRepeatable] = typeof(StageNotRetryableException),
        [StageReason.PermanentVerdict] = typeof(StageNotRetryableException),
        [StageReason.EvidenceAgainst] = typeof(StageNotRetryableException),
    };

    [Test]
    public void Every_reason_of_a_failure_has_its_exception_type_and_the_others_have_none()
    {
        foreach (StageReason reason in Enum.GetValues<StageReason>())
        {
            Func<StageFailedException> act = () => Samples.Exception(reason);
            if (s_types.TryGetValue(reason, out Type? type)) act().Should().BeOfType(type, "of {0}", reason);
            else act.Should().Throw<InvalidOperationException>("{0} is no failure", reason);
        }
    }

    [Test]
    public void Every_exception_type_of_ours_is_sealed_and_stands_for_some_reason() =>
        typeof(StageFailedException).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(StageFailedException)))
            .Should().OnlyContain(t => t.IsSealed).And.BeEquivalentTo(s_types.Values.Distinct());

    [Test]
    public void An_exception_carries_what_its_failure_knows()
    {
        var inner = new TimeoutException();
        StageFailure failure = Samples.Failure(StageReason.CircuitOpen, new FailureFacts { Exception = inner }, attempts: 2, retryAfter: TimeSpan.FromSeconds(9));

        var exception = (CircuitOpenException)failure.ToException();

        exception.InnerException.Should().BeSameAs(inner);
        exception.Failure.Should().BeSameAs(failure);
        (exception.FailureId, exception.Stage, exception.RunId, exception.Attempts, exception.Reason, exception.Advice, exception.RetryAfter)
            .Should().Be((failure.Id, failure.Stage, "build-42", 2, StageReason.CircuitOpen, failure.Advice, TimeSpan.FromSeconds(9)));
    }

    [Test]
    public void No_exception_object_is_handed_out_twice()
    {
        StageFailure failure = Samples.Failure();

        failure.ToException().Should().NotBeSameAs(failure.ToException());
    }

    [Test]
    public void Neither_message_nor_text_shows_a_secret_of_the_inner_exception()
    {
        string secret = Redaction.Secret.Make(new Random(1), 40);
        Exception inner = Samples.Thrown(new HttpRequestException($"GET https://bob:{secret}@host.example/ failed", new InvalidOperationException($"Authorization: Bearer {secret}")));
        StageFailedException exception = Samples.Thrown(Samples.Exception(StageReason.AttemptsExhausted, Samples.Classify(inner)));

        foreach (string text in new[] { exception.Message, exception.ToString(), exception.Failure.ToString(), FailureJson.Write(exception.Failure), new AggregateException(exception).ToString() })
            Redaction.Secret.LeaksFrom(secret, text).Should().BeFalse(text);
        exception.InnerException.Should().BeSameAs(inner);
    }

    [Test]
    public void The_text_names_the_types_the_causes_and_the_stacks()
    {
        Exception inner = Samples.Thrown(new HttpRequestException("no route", new TimeoutException("too slow")));

        string text = Samples.Thrown(Samples.Exception(StageReason.AttemptsExhausted, Samples.Classify(inner))).ToString();

        string[] lines = text.Split('\n');
        lines[0].Should().StartWith("WorkflowResilience.AttemptsExhaustedException: Stage 'RepositoryClone' of run 'build-42' failed (attempts-exhausted, Timeout, F-0000000000001).");
        lines.Should().Contain("  caused by System.Net.Http.HttpRequestException: no route").And.Contain("  caused by System.TimeoutException: too slow");
        lines.Count(l => l.Contains(nameof(Samples.Thrown), StringComparison.Ordinal)).Should().Be(2, "both thrown exceptions have a stack");
    }

    [Test]
    public void A_hostile_inner_exception_breaks_nothing()
    {
        StageFailedException exception = Samples.Exception(StageReason.AttemptsExhausted, new FailureFacts { Exception = new HostileException(new HostileException()) });

        exception.ToString().Should().Contain("<WorkflowResilience.Tests.Failures.HostileException: its message could not be read>");
        exception.Message.Should().Contain("<HostileException: its message could not be read> → <HostileException: its message could not be read>");
        FailureJson.Read(FailureJson.Write(exception.Failure)).ToString().Should().Be(exception.Failure.ToString());
    }
}
