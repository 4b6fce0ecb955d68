using System.Net;
using System.Net.Sockets;
using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.Failures;

[TestFixture]
public sealed class StageFailureTests
{
    private static readonly FailureFacts s_refused = Samples.Classify(
        new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused (host.example:443)", new SocketException((int)SocketError.ConnectionRefused)));

    private static readonly FailureFacts s_unavailable = Samples.Classify(
        StageFailure.OfResponse(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Headers = { { "Retry-After", "45" } } }, DateTimeOffset.UnixEpoch));

    [TestCase(0UL, "F-0000000000000")]
    [TestCase(1UL, "F-0000000000001")]
    [TestCase(31UL, "F-000000000000Z")]
    [TestCase(32UL, "F-0000000000010")]
    [TestCase(ulong.MaxValue, "F-FZZZZZZZZZZZZ")]
    public void An_id_is_Crockford_base_32(ulong number, string expected) => FailureId.Text(number).Should().Be(expected);

    [Test]
    public void Failures_are_known_by_their_id()
    {
        StageFailure one = Samples.Failure();

        (one with { Message = "other" }).Should().Be(one);
        one.GetHashCode().Should().Be((one with { Attempts = 9 }).GetHashCode());
        (one with { Id = "F-0000000000002" }).Should().NotBe(one);
    }

    [Test]
    public void Create_copies_every_fact()
    {
        FailureFacts facts = s_unavailable with { ExitCode = 4, SocketError = SocketError.TimedOut };
        StageFailure failure = Samples.Failure(StageReason.ServerDelayTooLong, facts, Samples.History((AttemptOutcome.Failed, facts)), 1, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(45));

        failure.Should().BeEquivalentTo(
            new
            {
                Id = "F-0000000000001",
                Stage = WorkflowStage.RepositoryClone,
                RunId = "build-42",
                Reason = StageReason.ServerDelayTooLong,
                facts.Kind,
                facts.Verdict,
                StatusCode = 503,
                ExitCode = 4,
                SocketError = SocketError.TimedOut,
                ServerDelay = TimeSpan.FromSeconds(45),
                RetryAfter = TimeSpan.FromSeconds(45),
                Attempts = 1,
                Duration = TimeSpan.FromSeconds(3),
                ExceptionType = "WorkflowResilience.ClassifiedFailureException",
                NotKept = 0,
            },
            o => o.ComparingByMembers<StageFailure>());
        failure.Exception.Should().BeSameAs(facts.Exception);
        failure.History.Should().ContainSingle();
    }

    [TestCaseSource(typeof(StructuralClassifierTests), nameof(StructuralClassifierTests.AllFailureReasons))]
    public void Every_reason_has_a_message_and_advice_of_whole_sentences(StageReason reason)
    {
        StageFailure failure = Samples.Failure(reason, s_refused);

        failure.Message.Should().MatchRegex("^[A-Z].*[^.]$").And.NotContain("\n").And.NotContain(reason.Code() + ";");
        failure.Advice.Should().MatchRegex("^[A-Z].*\\.$");
    }

    [Test]
    public void Every_well_known_kind_has_advice_of_its_own()
    {
        IEnumerable<FailureKind> kinds = typeof(FailureKind).GetProperties().Where(p => p.PropertyType == typeof(FailureKind)).Select(p => (FailureKind)p.GetValue(null)!);

        kinds.Select(k => FailureAdvice.For(StageReason.AttemptsExhausted, k)).Should().OnlyHaveUniqueItems().And.HaveCount(14);
    }

    [Test]
    public void The_message_after_all_attempts_is_as_approved() =>
        Samples.Failure(StageReason.AttemptsExhausted, s_refused, Three(), 3, TimeSpan.FromSeconds(93.6)).ToException().Message.Should().Be(
            "Stage 'RepositoryClone' of run 'build-42' failed (attempts-exhausted, Network, F-0000000000001). All 3 permitted attempts failed in 1 min 33 s; the last: "
            + "HttpRequestException: Connection refused (host.example:443) → SocketException: " + new SocketException((int)SocketError.ConnectionRefused).Message
            + ". Check that the target's name resolves and that it accepts connections from this machine.");

    [Test]
    public void The_message_of_an_open_circuit_is_as_approved() =>
        Samples.Failure(StageReason.CircuitOpen, attempts: 0, retryAfter: TimeSpan.FromSeconds(90)).ToException().Message.Should().Be(
            "Stage 'RepositoryClone' of run 'build-42' failed (circuit-open, Unknown, F-0000000000001). The circuit breaker is open and lets a probe through in 1 min 30 s. "
            + "Mend the target or wait for its recovery; the circuit probes it by itself.");

    [Test]
    public void A_bad_result_is_called_one_and_has_no_inner_exception()
    {
        StageFailedException exception = Samples.Failure(StageReason.AttemptsExhausted, default, Samples.History((AttemptOutcome.BadResult, default))).ToException();

        exception.InnerException.Should().BeNull();
        exception.Failure.Message.Should().Be("The only permitted attempt failed after 2 s: the returned result counts as a failure");
    }

    [Test]
    public void A_stage_outside_a_run_names_none() =>
        StageFailure.Create("Build", null, 7, StageReason.BulkheadFull, default, null, 0, TimeSpan.Zero, null).ToException().Message.Should().StartWith("Stage 'Build' failed (bulkhead-full,");

    [Test]
    public void A_run_s_id_cannot_write_lines_of_its_own() =>
        StageFailure.Create("Build", "x\nFAKE", 7, StageReason.BulkheadFull, default, null, 0, TimeSpan.Zero, null).ToException().Message.Should().Contain("run 'x FAKE'").And.NotContain("\n");

    [Test]
    public void The_report_is_as_approved() =>
        (Samples.Failure(StageReason.AttemptsExhausted, s_unavailable, Three(), 3, TimeSpan.FromSeconds(93.6)) with
        {
            RetryAfter = TimeSpan.FromSeconds(45),
            Diagnosis = new FailureDiagnosis
            {
                Category = FailureCategory.ExternalDependency,
                Severity = FailureSeverity.High,
                RootCause = "The git server is being restarted.",
                Confidence = 0.9,
                Verdict = FailureVerdict.Transient,
                Pattern = "git.restarting",
                Pack = "git 1.0.0",
                Causes = [new DiagnosedCause { Pattern = "git.restarting", Category = FailureCategory.ExternalDependency, Title = "t", Line = 14, Text = "fatal: going down for restart", Start = 7, Length = 10 }],
                Recommendations =
                [
                    new FailureRecommendation(RecoveryAction.AutoRetry, "Run the stage again in a minute."), new FailureRecommendation(RecoveryAction.Fallback, "Clone from the mirror."),
                    new FailureRecommendation(RecoveryAction.AlertOperator, "Ask the operators."), new FailureRecommendation(RecoveryAction.Rollback, "Go home."),
                ],
            },
        }).ToString().Should().Be(
            """
            Stage 'RepositoryClone' failed: attempts-exhausted (F-0000000000001)
              run       build-42
              what      All 3 permitted attempts failed in 1 min 33 s; the last: ClassifiedFailureException: The server answered 503 (Service Unavailable)
              kind      Unavailable, may pass by itself, HTTP 503, the server asked for 45 s
              attempts  3 in 1 min 33 s
                #  outcome     kind         began       took   waited  error
                1  timed out   Timeout      0 s         1.2 s  30 s
                2  bad result  Unknown      31.2 s      1.2 s  1 min
                3  failed      Unavailable  1 min 32 s  1.2 s          ClassifiedFailureException: The server answered 503 (Service Unavailable)
              again in  45 s
              cause     The git server is being restarted (ExternalDependency, may pass by itself, severity High, 90 % sure)
              shown by  line 14: 'going down' (git.restarting)
              next      Look at the target's status; run the stage again when it serves.
              else      Run the stage again in a minute.
              else      Clone from the mirror.
              else      Ask the operators.
            """.ReplaceLineEndings("\n"));

    [Test]
    public void The_report_of_a_long_history_tells_where_attempts_are_missing()
    {
        StageFailure failure = Samples.Failure(history: Samples.History([.. Enumerable.Repeat((AttemptOutcome.Failed, s_refused), 100)]), attempts: 100);

        failure.NotKept.Should().Be(36);
        string[] lines = failure.ToString().Split('\n');
        int gap = Array.FindIndex(lines, l => l.Contains("… 36 attempts are not kept", StringComparison.Ordinal));
        lines[gap - 1].TrimStart().Should().StartWith("8 ");
        lines[gap + 1].TrimStart().Should().StartWith("45 ");
        lines.Should().HaveCount(5 + 1 + 64 + 1 + 1);
    }

    [Test]
    public void A_history_row_keeps_what_its_record_knew()
    {
        FailureFacts facts = s_unavailable with { ExitCode = 9, AfterTimeout = true };
        AttemptHistory history = Samples.History((AttemptOutcome.Failed, facts), (AttemptOutcome.Failed, s_refused));

        IReadOnlyList<AttemptSummary> rows = Samples.Failure(facts: facts, history: history).History;

        rows.Should().BeEquivalentTo(history, o => o.ComparingByMembers<AttemptRecord>());
        rows[1].SocketError.Should().Be(SocketError.ConnectionRefused);
    }

    [TestCase(-1L, 0L)]
    [TestCase(5L, 5L)]
    public void A_negative_wait_of_the_host_s_becomes_none(long given, long kept) =>
        new ClassifiedFailureException(FailureKind.Flaky, "x", null) { ServerDelay = TimeSpan.FromTicks(given) }.ServerDelay.Should().Be(TimeSpan.FromTicks(kept));

    [TestCase(0, "0 s")]
    [TestCase(0.25, "250 ms")]
    [TestCase(0.0000001, "0 ms")]
    [TestCase(1.5, "1.5 s")]
    [TestCase(59.999, "59.99 s")]
    [TestCase(60, "1 min")]
    [TestCase(125, "2 min 5 s")]
    [TestCase(3600, "1 h")]
    [TestCase(3900, "1 h 5 min")]
    [TestCase(93600, "1 d 2 h")]
    [TestCase(-1.5, "-1.5 s")]
    public void Durations_are_told_in_two_units_at_most(double seconds, string expected) => ReadableDuration.Of(TimeSpan.FromSeconds(seconds)).Should().Be(expected);

    [Test]
    public void The_shortest_duration_of_all_can_be_told() => ReadableDuration.Of(TimeSpan.MinValue).Should().StartWith("-10675199 d");

    private static AttemptHistory Three() => Samples.History(
        (AttemptOutcome.TimedOut, new FailureFacts { Kind = FailureKind.Timeout }), (AttemptOutcome.BadResult, default), (AttemptOutcome.Failed, s_unavailable));
}
