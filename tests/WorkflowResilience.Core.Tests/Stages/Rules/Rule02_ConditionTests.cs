using System.Net;
using System.Net.Sockets;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule02_ConditionTests
{
    private static IEnumerable<TestCaseData> Structures =>
    [
        Case("socket", new SocketException((int)SocketError.ConnectionReset), FailureKind.Network),
        Case("socket in an IOException", new IOException("x", new SocketException((int)SocketError.ConnectionRefused)), FailureKind.Network),
        Case("HTTP status", new HttpRequestException("x", null, HttpStatusCode.ServiceUnavailable), FailureKind.Unavailable),
        Case("HTTP 429", new HttpRequestException("x", null, HttpStatusCode.TooManyRequests), FailureKind.RateLimited),
        Case("HTTP 401", new HttpRequestException("x", null, HttpStatusCode.Unauthorized), FailureKind.Authentication),
        Case("timeout", new TimeoutException(), FailureKind.Timeout),
        Case("memory", new OutOfMemoryException(), FailureKind.Resource),
        Case("missing file", new FileNotFoundException(), FailureKind.NotFound),
        Case("in an aggregate", new AggregateException(new InvalidOperationException(), new TimeoutException()), FailureKind.Timeout),
        Case("said by the host", StageFailure.Of(FailureKind.Of("Quota"), "x"), FailureKind.Of("Quota")),
        Case("said by the host, wrapped", new InvalidOperationException("x", StageFailure.Of(FailureKind.Flaky, "x")), FailureKind.Flaky),
        Case("a text that says timeout", new InvalidOperationException("network timeout 503"), FailureKind.Unknown),
    ];

    private static IEnumerable<TestCaseData> Matching =>
    [
        Match("kind", RetryCondition.On(FailureKind.Timeout), new TimeoutException()),
        Match("type", RetryCondition.OnException<TimeoutException>(), new TimeoutException()),
        Match("type inside another", RetryCondition.OnException<TimeoutException>(), new InvalidOperationException("x", new TimeoutException())),
        Match("base type", RetryCondition.OnException<IOException>(), new EndOfStreamException()),
        Match("type name", RetryCondition.OnTypeName("TimeoutException"), new TimeoutException()),
        Match("full type name", RetryCondition.OnTypeName("System.TimeoutException"), new TimeoutException()),
        Match("name of a base", RetryCondition.OnTypeName("IOException"), new EndOfStreamException()),
        Match("status", RetryCondition.OnStatus(418), new HttpRequestException("x", null, (HttpStatusCode)418)),
        Match("status range", RetryCondition.OnStatusRange(500, 599), new HttpRequestException("x", null, HttpStatusCode.BadGateway)),
        Match("message text", RetryCondition.OnMessage("Deadlock Victim"), new InvalidOperationException("the deadlock victim")),
        Match("predicate", RetryCondition.When("mine", f => f.Exception is DivideByZeroException), new DivideByZeroException()),
        Match("anything", RetryCondition.Anything, new DivideByZeroException()),
    ];

    private static IEnumerable<TestCaseData> NotMatching =>
    [
        Match("part of a type name", RetryCondition.OnTypeName("Timeout"), new TimeoutException()),
        Match("type name in another case", RetryCondition.OnTypeName("timeoutexception"), new TimeoutException()),
        Match("type name in the message", RetryCondition.OnTypeName("TimeoutException"), new InvalidOperationException("TimeoutException")),
        Match("status below the range", RetryCondition.OnStatusRange(500, 599), new HttpRequestException("x", null, (HttpStatusCode)499)),
        Match("predicate that throws", RetryCondition.When("bad", _ => throw new InvalidOperationException()), new TimeoutException()),
        Match("result condition for an exception", RetryCondition.OnResult<int>("any", _ => true), new TimeoutException()),
    ];

    [TestCaseSource(nameof(Structures))]
    public void A_failure_gets_its_kind_from_its_structure(Exception exception, FailureKind kind)
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1 });

        StageOutcome outcome = bench.Try(bench.Script(Step.Fail(exception)));

        outcome.Failure!.Kind.Should().Be(kind);
        outcome.History[0].Kind.Should().Be(kind);
        bench.Observer.Of(ResilienceEventKinds.AttemptFailed)[0].FailureKind.Should().Be(kind);
    }

    [TestCaseSource(nameof(Matching))]
    public void A_condition_that_matches_retries_or_stops_as_it_says(RetryCondition condition, Exception exception)
    {
        Calls([condition], exception).Should().Be((2, StageReason.AttemptsExhausted));
        Calls([condition.Stop(), RetryCondition.Anything], exception).Should().Be((1, StageReason.StopCondition), "the first match decides");
        Calls([condition, RetryCondition.Anything.Stop()], exception).Should().Be((2, StageReason.AttemptsExhausted), "the first match decides");
    }

    [TestCaseSource(nameof(NotMatching))]
    public void A_condition_that_does_not_match_decides_nothing(RetryCondition condition, Exception exception)
    {
        Calls([condition], exception).Should().Be((1, StageReason.UnknownFailure));
        Calls([condition.Stop(), RetryCondition.Anything], exception).Should().Be((2, StageReason.AttemptsExhausted));
    }

    [Test]
    public void An_unknown_error_is_not_retried()
    {
        Calls([RetryCondition.Transient], new DivideByZeroException()).Should().Be((1, StageReason.UnknownFailure));
        Calls([], new TimeoutException()).Should().Be((1, StageReason.UnknownFailure), "without conditions no failure is known");
    }

    [Test]
    public void An_unknown_error_is_retried_only_if_the_policy_leaves_it_to_the_verdict_and_that_says_transient()
    {
        foreach ((FailureVerdict verdict, int calls) in new[] { (FailureVerdict.Transient, 2), (FailureVerdict.Permanent, 1), (FailureVerdict.Unknown, 1) })
        {
            using var bench = new Bench(Bench.Plain with { MaxAttempts = 2, Conditions = [], UnknownFailures = UnknownFailures.FollowVerdict });
            ScriptedStage script = bench.Script(Step.Fail(new ClassifiedFailureException(FailureKind.Of("Odd"), "x", null) { Verdict = verdict }));

            bench.Try(script);

            script.CallCount.Should().Be(calls, "the verdict is {0}", verdict);
        }
    }

    [Test]
    public void A_stop_condition_beats_the_verdict()
    {
        using var bench = new Bench(Bench.Plain with { Conditions = [RetryCondition.On(FailureKind.Timeout).Stop()], UnknownFailures = UnknownFailures.FollowVerdict });
        bench.Try(bench.Script(Step.Fail(new TimeoutException()))).Attempts.Should().Be(1);
    }

    [Test]
    public void A_condition_may_carry_its_own_schedule()
    {
        using var bench = new Bench(Bench.Plain with
        {
            Conditions = [RetryCondition.On(FailureKind.RateLimited).WithBackoff(BackoffSchedule.Fixed(Bench.Seconds(60))), RetryCondition.Transient],
        });

        StageOutcome outcome = bench.Try(bench.Script(Step.Fail(StageFailure.Of(FailureKind.RateLimited, "x")), Step.Fail(Bench.Broken), Step.Succeed()));

        outcome.History.Select(r => r.Wait).Should().Equal(Bench.Seconds(60), Bench.Seconds(1), TimeSpan.Zero);
    }

    [Test]
    public void A_result_predicate_makes_a_result_a_failure_and_is_asked_for_its_own_type_only()
    {
        using var bench = new Bench(Bench.Plain with
        {
            Conditions = [RetryCondition.OnResult<string>("other type", _ => true), RetryCondition.OnResult<int>("negative", n => n < 0), RetryCondition.OnResult<int>("zero", n => n == 0).Stop()],
        });
        var good = new ScriptedStage<int>(bench.Time, Step.ReturnBad(-1), Step.ReturnBad(-2), Step.Succeed(5));
        var stopped = new ScriptedStage<int>(bench.Time, Step.ReturnBad(-1), Step.ReturnBad(0), Step.Succeed(5));

        StageOutcome<int> first = bench.Time.Run(() => bench.Stage.TryRunAsync(good.RunAsync));
        StageOutcome<int> second = bench.Time.Run(() => bench.Stage.TryRunAsync(stopped.RunAsync));

        first.Value.Should().Be(5);
        first.History.Select(r => r.Outcome).Should().Equal(AttemptOutcome.BadResult, AttemptOutcome.BadResult, AttemptOutcome.Succeeded);
        second.Reason.Should().Be(StageReason.StopCondition);
        second.Value.Should().Be(0, "the last result is handed over");
        stopped.CallCount.Should().Be(2);
    }

    private static (int Calls, StageReason Reason) Calls(RetryCondition[] conditions, Exception exception)
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 2, Conditions = conditions });
        ScriptedStage script = bench.Script(Step.Fail(exception));
        StageReason reason = bench.Try(script).Reason;
        return (script.CallCount, reason);
    }

    private static TestCaseData Case(string name, Exception exception, FailureKind kind) => new TestCaseData(exception, kind).SetArgDisplayNames(name);

    private static TestCaseData Match(string name, RetryCondition condition, Exception exception) => new TestCaseData(condition, exception).SetArgDisplayNames(name);
}
