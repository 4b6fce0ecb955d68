using System.Net;
using System.Net.Http.Headers;
using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Redaction;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule09_OneExceptionTypePerCauseTests
{
    private static readonly Func<Workbench, Exception, Task> AlwaysFails = (w, boom) => w.Work.RunAsync(_ => throw boom).AsTask();

    /// <summary>Fails once, then hangs until its token is cancelled.</summary>
    private static readonly Func<Workbench, Exception, Task> FailsThenHangs = (w, boom) =>
        w.Work.RunAsync(new ScriptedStage(w.Time, Step.Fail(boom), Step.Hang()).RunAsync).AsTask();

    /// <summary>Fails once, then hangs without regard to its token.</summary>
    private static readonly Func<Workbench, Exception, Task> FailsThenIgnores = (w, boom) =>
        w.Work.RunAsync(new ScriptedStage(w.Time, Step.Fail(boom), Step.HangIgnoringCancellation()).RunAsync).AsTask();

    private static readonly Cause[] All =
    [
        new(StageReason.NotConfigured, typeof(StageNotConfiguredException), Plain, (w, _) => w.Runner["Other"].RunAsync(_ => default).AsTask(), null),
        new(StageReason.AttemptsExhausted, typeof(AttemptsExhaustedException), Plain, AlwaysFails, true),
        new(StageReason.AttemptsExhausted, typeof(AttemptsExhaustedException), Plain with { MaxAttempts = 1 }, AlwaysFails, true, Note: "one attempt"),
        new(StageReason.StopCondition, typeof(StageNotRetryableException), Plain with { Conditions = [RetryCondition.Anything.Stop()] }, AlwaysFails, true),
        new(StageReason.StopCondition, typeof(StageNotRetryableException), Plain with { MaxAttempts = 1, Conditions = [RetryCondition.Anything.Stop()] }, AlwaysFails, true, Note: "one attempt"),
        new(StageReason.UnknownFailure, typeof(StageNotRetryableException), Plain with { Conditions = [] }, AlwaysFails, true),
        new(StageReason.PermanentVerdict, typeof(StageNotRetryableException), Plain with { Conditions = [], UnknownFailures = UnknownFailures.FollowVerdict },
            (w, boom) => w.Work.RunAsync(_ => throw StageFailure.Of(FailureKind.Compilation, "red", boom)).AsTask(), false),
        new(StageReason.EvidenceAgainst, typeof(StageNotRetryableException), Plain with { MaxAttempts = 40, RetryEvidence = new RetryEvidencePolicy { ExplorationFloor = 0 } }, AlwaysFails, true),
        new(StageReason.NestedFailure, typeof(StageNotRetryableException), Plain, (w, boom) => w.Work.RunAsync(_ => w.Runner["Inner"].RunAsync(_ => throw boom)).AsTask(), false,
            o => o.Policies["Inner"] = Plain, "nested"),
        new(StageReason.ServerDelayTooLong, typeof(StageNotRetryableException), Plain, (w, _) => w.Work.RunAsync(_ => throw Asks(TimeSpan.FromHours(1))).AsTask(), false),
        new(StageReason.AttemptTimeout, typeof(AttemptTimeoutException), Plain with { AttemptTimeout = S(5), Conditions = [RetryCondition.OnException<IOException>()] }, FailsThenHangs, false),
        new(StageReason.AttemptTimeout, typeof(AttemptTimeoutException), Plain with { AttemptTimeout = S(5), MaxAttempts = 1 },
            (w, _) => w.Work.RunAsync(new ScriptedStage(w.Time, Step.Hang()).RunAsync).AsTask(), false, Note: "one attempt"),
        new(StageReason.TotalTimeout, typeof(TotalTimeoutException), Plain with { TotalTimeout = S(5) }, FailsThenHangs, true),
        new(StageReason.TotalTimeout, typeof(TotalTimeoutException), Plain with { TotalTimeout = S(5), Effect = StageEffect.Idempotent }, FailsThenIgnores, true, Note: "abandoned"),
        new(StageReason.DeadlineTooClose, typeof(TotalTimeoutException), Plain with { TotalTimeout = S(5), Backoff = BackoffSchedule.Fixed(S(5)) }, AlwaysFails, true),
        new(StageReason.Abandoned, typeof(StageAbandonedException), Plain with { AttemptTimeout = S(5), AbandonGrace = S(1) }, FailsThenIgnores, true),
        new(StageReason.UnknownOutcome, typeof(StageAbandonedException), Plain with { AttemptTimeout = S(5), Effect = StageEffect.NotIdempotent }, FailsThenHangs, true),
        new(StageReason.CircuitOpen, typeof(CircuitOpenException), Plain with { CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1 } }, AlwaysFails, true),
        new(StageReason.CircuitOpen, typeof(CircuitOpenException), Plain with { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1 } },
            async (w, boom) =>
            {
                await w.Work.TryRunAsync(_ => throw boom);
                await w.Work.RunAsync(_ => throw boom);
            }, null, Note: "first call"),
        new(StageReason.CircuitIsolated, typeof(CircuitIsolatedException), Plain with { CircuitBreaker = new CircuitBreakerPolicy() },
            (w, boom) =>
            {
                w.Work.Circuit!.Isolate();
                return AlwaysFails(w, boom);
            }, null),
        new(StageReason.BulkheadFull, typeof(BulkheadFullException), Plain with { Bulkhead = new BulkheadPolicy { MaxConcurrent = 1 } },
            (w, boom) => w.Work.RunAsync(_ => w.Work.RunAsync(_ => throw boom)).AsTask(), null, Note: "seen inside", Nested: true),
        new(StageReason.RetryBudgetExhausted, typeof(RetryBudgetExhaustedException), Plain with { RetryBudget = new RetryBudgetPolicy { Initial = 0 } }, AlwaysFails, true),
        new(StageReason.RunRetryLimit, typeof(RetryLimitException), Plain, InRun, true, o => o.RunLimits = new RunLimits { MaxRetries = 0 }),
        new(StageReason.RunTimeLimit, typeof(RetryLimitException), Plain, InRun, true, o => o.RunLimits = new RunLimits { MaxRetryTime = S(0.5) }),
        new(StageReason.NotRepeatable, typeof(StageNotRetryableException), Plain, (w, boom) => w.Work.Run<Nothing, Unrepeatable>(new Unrepeatable(boom), null, default).AsTask(), true),
        new(StageReason.Throttled, typeof(CallThrottledException), Plain with { MaxAttempts = 1, Throttle = new ThrottlePolicy { MaxRejection = 0.99 } },
            async (w, _) =>
            {
                for (int i = 0; i < 50; i++)
                {
                    StageOutcome outcome = await w.Work.TryRunAsync(_ => throw StageFailure.Of(FailureKind.Unavailable, "busy"));
                    if (outcome.Reason == StageReason.Throttled) outcome.ThrowIfNotSuccessful();
                }
            },
            null),
        new(StageReason.HostRetryLimit, typeof(RetryLimitException), Plain,
            (w, boom) =>
            {
                _ = w.Work.TryRunAsync(new ScriptedStage(w.Time, Step.Fail(boom), Step.Delay(S(100), Step.Succeed())).RunAsync).AsTask();
                return AlwaysFails(w, boom);
            },
            true,
            o =>
            {
                o.MaxConcurrentRetries = 1;
                o.MaxRetryQueueTime = S(1);
            }),
    ];

    private static IEnumerable<TestCaseData> Causes => All.Select(c => new TestCaseData(c).SetArgDisplayNames(c.Reason.Code() + (c.Note is null ? "" : ", " + c.Note)));

    [TestCaseSource(nameof(Causes))]
    public void Each_cause_has_its_type_reason_and_next_step_and_the_users_own_object_inside(Cause cause)
    {
        using var w = new Workbench(cause.Policy, cause.Configure);
        var boom = new IOException("the target hung up");
        StageFailedException thrown = Catch(() => w.Time.Run(() => cause.Story(w, boom)));
        if (cause.Nested) thrown = (StageFailedException)thrown.InnerException!;

        thrown.Should().BeOfType(cause.Type);
        thrown.Reason.Should().Be(cause.Reason);
        thrown.Failure.Reason.Should().Be(cause.Reason);
        thrown.FailureId.Should().MatchRegex("^F-[0-9A-HJKMNP-TV-Z]{13}$");
        thrown.Advice.Should().NotBeNullOrWhiteSpace();
        if (cause.Reason != StageReason.NotConfigured) thrown.Failure.LetThrough.Should().NotBeNullOrWhiteSpace("every decision says what would have let it through");
        thrown.Message.Should().Contain(cause.Reason.Code()).And.Contain(thrown.FailureId).And.EndWith(thrown.Advice);
        thrown.InnerException.Should().BeSameAs(thrown.Failure.Exception);
        if (cause.InnerIsUsers == true) thrown.InnerException.Should().BeSameAs(boom);
        else if (cause.InnerIsUsers is null) thrown.InnerException.Should().BeNull("the delegate was never called");
        else thrown.InnerException.Should().NotBeNull();
    }

    [Test]
    public void Every_reason_for_a_failure_and_every_type_of_failure_is_reached()
    {
        All.Select(c => c.Reason).Distinct().Order().Should().Equal(Enum.GetValues<StageReason>().Except([StageReason.None, StageReason.Cancelled]).Order());
        All.Select(c => c.Type).Distinct().Should().BeEquivalentTo(
            typeof(StageFailedException).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(StageFailedException)) && !t.IsAbstract));
    }

    [Test]
    public void A_total_timeout_keeps_the_last_real_failure_and_each_row_of_the_history_its_own_error()
    {
        using var w = new Workbench(Plain with { TotalTimeout = S(5) });
        var boom = new IOException("the target hung up");
        StageOutcome outcome = w.Try(new ScriptedStage(w.Time, Step.Fail(boom), Step.Hang()).RunAsync);
        outcome.Failure!.Exception.Should().BeSameAs(boom);
        outcome.Failure.Message.Should().Contain("the target hung up");
        outcome.History.Select(a => a.Outcome).Should().Equal(AttemptOutcome.Failed, AttemptOutcome.TimedOut);
        outcome.History[0].ErrorText.Should().Contain("the target hung up");
        outcome.History[1].ErrorText.Should().NotContain("the target hung up", "that was the first attempt's");
    }

    [Test]
    public void When_the_last_failure_is_a_result_an_earlier_exception_is_not_passed_off_as_the_last()
    {
        var results = new Probe();
        using var w = new Workbench(Plain with { TotalTimeout = S(3), Backoff = BackoffSchedule.Fixed(S(2)), Conditions = [Probe.IsBad, RetryCondition.Anything] });
        StageOutcome<Probe> outcome = w.Try(new ScriptedStage<Probe>(w.Time, Step.Fail(new IOException("reset")), Step.ReturnBad(results)).RunAsync);
        outcome.Reason.Should().Be(StageReason.DeadlineTooClose);
        outcome.Failure!.Exception.Should().BeNull();
        outcome.Value.Should().BeSameAs(results);
        outcome.History[1].ErrorText.Should().BeNull();
    }

    [Test]
    public void When_the_last_failure_is_a_result_RunAsync_throws_without_inner_exception_and_disposes_it()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1, Conditions = [Probe.IsBad] });
        var bad = new Probe();
        StageFailedException thrown = Catch(() => w.Time.Run(() => w.Work.RunAsync(_ => new ValueTask<Probe>(bad))));
        thrown.Should().BeOfType<AttemptsExhaustedException>();
        thrown.InnerException.Should().BeNull();
        thrown.Message.Should().Contain("the returned result counts as a failure");
        bad.Disposals.Should().Be(1);
    }

    [Test]
    public void When_the_last_failure_is_a_result_TryRunAsync_hands_it_over_undisposed()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 2, Conditions = [Probe.IsBad] });
        Probe first = new(), last = new();
        StageOutcome<Probe> outcome = w.Try(new ScriptedStage<Probe>(w.Time, Step.ReturnBad(first), Step.ReturnBad(last)).RunAsync);
        outcome.IsSuccess.Should().BeFalse();
        outcome.Value.Should().BeSameAs(last);
        outcome.TryGetValue(out _).Should().BeFalse();
        (first.Disposals, last.Disposals).Should().Be((1, 0));
    }

    [Test]
    public void No_exception_object_is_thrown_twice()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1 });
        var boom = new IOException("reset");
        StageOutcome<int> failed = w.Try<int>(_ => throw boom);
        StageFailedException first = Catch(() => failed.GetValueOrThrow()), second = Catch(() => failed.ThrowIfNotSuccessful());
        first.Should().NotBeSameAs(second);
        first.Failure.Should().BeSameAs(second.Failure);
        first.InnerException.Should().BeSameAs(boom).And.BeSameAs(second.InnerException);

        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        StageOutcome ignored = w.Try(_ => default, cancelled.Token);
        Action rethrow = () => ignored.ThrowIfNotSuccessful();
        OperationCanceledException one = rethrow.Should().Throw<OperationCanceledException>().Which, two = rethrow.Should().Throw<OperationCanceledException>().Which;
        one.Should().NotBeSameAs(two);
        one.CancellationToken.Should().Be(cancelled.Token);
    }

    [Test]
    public void Nothing_secret_of_a_foreign_message_leaves_through_ours_but_the_users_object_is_untouched()
    {
        var random = new Random(20_09);
        string secret = Secret.Make(random, 24);
        var boom = new InvalidOperationException($"GET https://ci:{secret}@git.example/x?token={secret}\nAuthorization: Bearer {secret}", new IOException($"https://a:{secret}@b/"));
        using var w = new Workbench(Plain, watched: ResilienceEventKinds.All);
        StageFailedException thrown = null!;
        RunSummary summary = w.Time.Run(() => w.Runner.TryRunAsync("r-1", async run =>
        {
            run.Log.Add(RunLogLevel.Error, "git", boom.Message);
            try
            {
                await run.StageAsync("Work", _ => throw boom);
            }
            catch (StageFailedException e)
            {
                thrown = e;
                throw;
            }
        }));
        string[] texts =
        [
            thrown.Message, thrown.ToString(), thrown.Failure.Message, thrown.Failure.ToString(), .. thrown.Failure.History.Select(a => a.ErrorText!), FailureJson.Write(thrown.Failure),
            summary.ToString(), summary.ErrorText!, w.Seen.ToString(), .. w.Seen.Events.Select(e => e.ErrorText ?? ""),
        ];
        foreach (string text in texts) Secret.LeaksFrom(secret, text).Should().BeFalse("it says: {0}", text.Replace(secret, "SECRET", StringComparison.Ordinal));
        thrown.InnerException.Should().BeSameAs(boom);
        thrown.InnerException!.Message.Should().Contain(secret);
    }

    [Test]
    public void A_message_that_cannot_be_read_does_not_replace_the_failure()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 1 });
        var boom = new UnreadableException();
        Exception thrown = w.Thrown(_ => throw boom);
        thrown.InnerException.Should().BeSameAs(boom);
        thrown.Message.Should().Contain(nameof(UnreadableException));
        thrown.ToString().Should().Contain(nameof(UnreadableException));
    }

    [Test]
    public void A_refused_call_keeps_its_id_however_often_its_failure_is_read()
    {
        using var w = new Workbench(Plain with { CircuitBreaker = new CircuitBreakerPolicy() });
        w.Work.Circuit!.Isolate();
        StageOutcome one = w.Try(_ => default), other = w.Try(_ => default);
        one.Failure.Should().NotBeNull().And.Be(one.Failure);
        one.Failure!.Id.Should().Be(one.Failure!.Id).And.NotBe(other.Failure!.Id);
        Catch(() => one.ThrowIfNotSuccessful()).FailureId.Should().Be(one.Failure!.Id);
    }

    [Test]
    public void The_caller_learns_the_run_the_attempts_and_the_retry_after_from_the_exception()
    {
        using var w = new Workbench(Plain with { CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 2, OpenTime = BackoffSchedule.Fixed(S(60)) } });
        StageFailedException thrown = Catch(() => w.Time.Run(() => w.Runner.RunAsync("build-42", async run => await run.StageAsync("Work", _ => throw new IOException("x")))));
        thrown.Should().BeOfType<CircuitOpenException>().Which.RetryAfter.Should().Be(S(59));
        thrown.RunId.Should().Be("build-42");
        thrown.Stage.Should().Be((WorkflowStage)"Work");
        thrown.Attempts.Should().Be(2);
        thrown.Message.Should().StartWith("Stage 'Work' of run 'build-42' failed (circuit-open");
    }

    private static Task InRun(Workbench w, Exception boom) => w.Runner.RunAsync("r", async run => await run.StageAsync("Work", _ => throw boom));

    private static ClassifiedFailureException Asks(TimeSpan delay)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter = new RetryConditionHeaderValue(delay);
        return StageFailure.OfResponse(response, DateTimeOffset.UnixEpoch);
    }

    private static StageFailedException Catch(Action action) => action.Should().Throw<StageFailedException>().Which;

    public sealed record Cause(
        StageReason Reason, Type Type, StagePolicy Policy, Func<object, Exception, Task> AnyStory, bool? InnerIsUsers, Action<WorkflowRunnerOptions>? Configure, string? Note, bool Nested)
    {
        internal Cause(
            StageReason reason, Type type, StagePolicy policy, Func<Workbench, Exception, Task> story, bool? InnerIsUsers, Action<WorkflowRunnerOptions>? configure = null, string? Note = null, bool Nested = false)
            : this(reason, type, policy, (w, boom) => story((Workbench)w, boom), InnerIsUsers, configure, Note, Nested)
        {
        }

        internal Task Story(Workbench w, Exception boom) => AnyStory(w, boom);
    }

    private readonly struct Unrepeatable(Exception boom) : IStageCall<Nothing>
    {
        public bool MayRepeat => false;

        public ValueTask<Nothing> Invoke(in CallInfo info) => throw boom;
    }

    private sealed class UnreadableException : Exception
    {
        public override string Message => throw new InvalidOperationException("no message");
    }
}
