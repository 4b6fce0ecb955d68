using WorkflowResilience.Analysis;
using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>What the texts of a failed attempt say decides on another, where the policy follows verdicts and structure knows none.</summary>
[TestFixture]
public sealed class VerdictOfTextsTests
{
    private const string Passing = "the feed hung up on us mid-sentence", Staying = "the blueprint has a hole in it", Strange = "something odd came up";

    private static readonly StagePolicy s_follows = Plain with { Conditions = [], UnknownFailures = UnknownFailures.FollowVerdict };

    private static PatternPack Pack => PatternPack.Of("house", "1.0.0",
    [
        new FailurePattern { Id = "house.feed", Title = "The feed broke off", Category = FailureCategory.Network, Verdict = FailureVerdict.Transient, Any = ["the feed hung up"], Matches = [Passing] },
        new FailurePattern { Id = "house.hole", Title = "The blueprint is broken", Category = FailureCategory.CodeQuality, Verdict = FailureVerdict.Permanent, Any = ["blueprint has a hole"], Matches = [Staying] },
    ]);

    [TestCase(Passing, 3, StageReason.AttemptsExhausted, FailureVerdict.Transient, "house.feed")]
    [TestCase(Staying, 1, StageReason.PermanentVerdict, FailureVerdict.Permanent, "house.hole")]
    [TestCase(Strange, 1, StageReason.UnknownFailure, FailureVerdict.Unknown, null)]
    public void The_pattern_that_a_text_matches_decides_and_is_named(string message, int attempts, StageReason reason, FailureVerdict verdict, string? by)
    {
        using var w = Bench(s_follows);

        StageFailure failure = Fail(w, message);

        (failure.Attempts, failure.Reason, failure.Verdict, failure.DecidedBy).Should().Be((attempts, reason, verdict, by));
        failure.History.Should().OnlyContain(attempt => attempt.DecidedBy == by && attempt.Verdict == verdict);
        FailureJson.Read(FailureJson.Write(failure)).History[0].DecidedBy.Should().Be(by);
    }

    [Test]
    public void The_printed_failure_says_which_pattern_decided()
    {
        using var w = Bench(s_follows);

        StageFailure failure = Fail(w, Staying);

        failure.Message.Should().Be($"No condition of the policy matches this failure, and the pattern house.hole says that it stays until something is changed: InvalidOperationException: {Staying}");
        failure.ToString().Should().Contain("Unknown, stays until something is changed (by house.hole)");
        failure.LetThrough.Should().Be("a condition of the policy that retries a failure of kind Unknown, or a verdict of Transient");
    }

    [Test]
    public void Observers_hear_who_decided()
    {
        using var w = new Workbench(s_follows, o => o.Patterns = PatternLibrary.Only(Pack), ResilienceEventKinds.RetryScheduled | ResilienceEventKinds.AttemptFailed);

        Fail(w, Passing);

        w.Seen.Of(ResilienceEventKinds.RetryScheduled).Should().HaveCount(2).And.OnlyContain(e => e.DecidedBy == "house.feed");
        w.Seen.Of(ResilienceEventKinds.AttemptFailed).Should().HaveCount(3).And.OnlyContain(e => e.DecidedBy == "house.feed");
    }

    [Test]
    public void Nobody_reads_texts_for_a_policy_that_does_not_follow_verdicts()
    {
        using var w = Bench(s_follows with { UnknownFailures = UnknownFailures.Stop });
        (Fail(w, Passing) is { Attempts: 1, Reason: StageReason.UnknownFailure, DecidedBy: null }).Should().BeTrue();
    }

    [Test]
    public void Without_analysis_an_unknown_error_stops()
    {
        using var w = new Workbench(s_follows, o =>
        {
            o.Patterns = PatternLibrary.Only(Pack);
            o.Analysis = FailureAnalysis.Off;
        });
        (Fail(w, Passing) is { Attempts: 1, Reason: StageReason.UnknownFailure }).Should().BeTrue();
    }

    [Test]
    public void A_text_never_overrules_what_structure_or_a_condition_knows()
    {
        using var w = Bench(s_follows);
        w.Try(_ => throw new TimeoutException(Staying)).Failure.Should().Match<StageFailure>(f => f.Attempts == 3 && f.Verdict == FailureVerdict.Transient && f.DecidedBy == null);
        w.Try(_ => throw new UnauthorizedAccessException(Passing)).Failure.Should().Match<StageFailure>(f => f.Attempts == 1 && f.Reason == StageReason.PermanentVerdict && f.DecidedBy == null);

        using var conditions = Bench(s_follows with { Conditions = [RetryCondition.Anything.Stop()] });
        Fail(conditions, Passing).Should().Match<StageFailure>(f => f.Reason == StageReason.StopCondition && f.DecidedBy == null);
    }

    [Test]
    public void What_a_person_has_said_goes_before_the_patterns()
    {
        using var w = Bench(s_follows);
        StageFailure first = Fail(w, Staying);

        w.Runner.FailureHistory.Correct(first, FailureVerdict.Transient, "the build team");

        StageFailure failure = Fail(w, Staying);
        (failure.Attempts, failure.Reason, failure.DecidedBy).Should().Be((3, StageReason.AttemptsExhausted, "correction"));
        failure.Fingerprint.Should().Be(first.Fingerprint);

        w.Runner.FailureHistory.Correct(first, FailureVerdict.Unknown);
        Fail(w, Staying).DecidedBy.Should().Be("house.hole");
    }

    [Test]
    public void Patterns_that_are_put_in_while_a_stage_waits_decide_on_its_next_attempt()
    {
        using var w = new Workbench(s_follows, o => o.Patterns = PatternLibrary.Only());
        Fail(w, Passing).Attempts.Should().Be(1);

        w.Runner.Patterns.Use(Pack);

        Fail(w, Passing).Attempts.Should().Be(3);
    }

    [Test]
    public void A_nested_failure_brings_the_verdict_of_the_inner_diagnosis()
    {
        using var w = new Workbench(s_follows with { RetryNested = true }, o =>
        {
            o.Patterns = PatternLibrary.Only(Pack);
            o.Policies["Inner"] = Plain with { MaxAttempts = 1 };
        });

        StageFailure failure = w.Try(async ct => await w.Runner["Inner"].RunAsync(_ => throw new InvalidOperationException(Passing), ct)).Failure!;

        (failure.Attempts, failure.DecidedBy).Should().Be((3, "house.feed"));
    }

    [Test]
    public void Time_that_has_run_out_leaves_the_error_unknown_and_the_failure_says_so()
    {
        var time = new ManualTimeProvider();
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            o.TimeProvider = time;
            o.Patterns = PatternLibrary.Only(Pack);
            o.Policies["Work"] = s_follows;
        });

        // The first look may take a second; reading this message takes longer.
        StageFailure failure = time.Run(() => runner["Work"].TryRunAsync((Func<CancellationToken, ValueTask>)(_ => throw new SlowMessage(() => time.Advance(S(2)))))).Failure!;

        (failure.Attempts, failure.Reason).Should().Be((1, StageReason.UnknownFailure));
        failure.AnalysisSkipped.Should().Contain("verdict for a retry: the 1s that looking at a failure may take were over");
    }

    [Test]
    public void A_message_that_throws_reaches_nobody()
    {
        using var w = Bench(s_follows);
        StageFailure failure = w.Try(_ => throw new SlowMessage(() => throw new NotSupportedException())).Failure!;
        (failure.Attempts, failure.Reason).Should().Be((1, StageReason.UnknownFailure));
    }

    [Test]
    public void The_texts_of_a_failure_that_becomes_final_are_read_once()
    {
        int reads = 0;
        using var w = Bench(s_follows);
        using var indifferent = Bench(s_follows with { UnknownFailures = UnknownFailures.Stop });
        w.Try(_ => throw new SlowMessage(() => reads++, Strange)).Failure!.ToString();
        int withVerdict = Interlocked.Exchange(ref reads, 0);
        indifferent.Try(_ => throw new SlowMessage(() => reads++, Strange)).Failure!.ToString();

        withVerdict.Should().Be(reads);
    }

    private static Workbench Bench(StagePolicy policy) => new(policy, o => o.Patterns = PatternLibrary.Only(Pack));

    private static StageFailure Fail(Workbench w, string message) => w.Try(_ => throw new InvalidOperationException(message)).Failure!;

    private sealed class SlowMessage(Action whenRead, string text = Passing) : Exception
    {
        public override string Message
        {
            get
            {
                whenRead();
                return text;
            }
        }
    }
}
