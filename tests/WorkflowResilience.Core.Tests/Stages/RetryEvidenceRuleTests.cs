using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Stages;

/// <summary>What the executor makes of evidence.</summary>
[TestFixture]
public sealed class RetryEvidenceRuleTests
{
    private static readonly StagePolicy s_learns = Plain with { MaxAttempts = 2, RetryEvidence = new RetryEvidencePolicy { ExplorationFloor = 0 } };

    [Test]
    public void Retries_that_never_help_are_refused_with_the_numbers()
    {
        using var w = new Workbench(s_learns, watched: ResilienceEventKinds.RetryRefused);
        for (int i = 0; i < 21; i++) Fail(w).Reason.Should().Be(StageReason.AttemptsExhausted);

        StageFailure failure = Fail(w);

        (failure.Attempts, failure.Reason, failure.DecidedBy).Should().Be((1, StageReason.EvidenceAgainst, "evidence"));
        failure.LetThrough.Should().Be("a chance of success of 10 %: of the latest 21 attempts after such failures 0 succeeded, so it is below 9.9 % (90 % sure), and 0 % are made all the same");
        failure.Message.Should().StartWith("Attempts after such failures have hardly ever succeeded lately, so no other was made; the last failure: IOException: broken");
        w.Seen.Of(ResilienceEventKinds.RetryRefused).Should().ContainSingle().Which.LetThrough.Should().Be(failure.LetThrough);
    }

    [Test]
    public void Another_failure_and_another_stage_have_evidence_of_their_own()
    {
        using var w = new Workbench(s_learns, o => o.Policies["Other"] = s_learns);
        for (int i = 0; i < 30; i++) Fail(w);

        Fail(w, "bent").Attempts.Should().Be(2);
        w.Time.Run(() => w.Runner["Other"].TryRunAsync((Func<CancellationToken, ValueTask>)(_ => throw new IOException("broken")))).Attempts.Should().Be(2);
        Fail(w).Attempts.Should().Be(1);
    }

    [Test]
    public void A_cold_start_does_what_the_policy_does_in_10_000_random_histories()
    {
        const ulong seed = 20260105;

        // A stage for each history: so each begins without evidence, and nothing but fingerprints is looked for.
        using var without = new Workbench(configure: o => o.Analysis = new FailureAnalysis { MaxPerSecond = 0 });
        using var learning = new Workbench(configure: o => o.Analysis = new FailureAnalysis { MaxPerSecond = 0 });
        for (int i = 0; i < 10_000; i++)
        {
            string alone = History(without, seed, i, null);
            string with = History(learning, seed, i, new RetryEvidencePolicy { ExplorationFloor = 0.5, PriorStrength = 2 + Draw.Unit(seed, (ulong)i, 9, 1, Draw.Host) });
            with.Should().Be(alone, "history {0} of seed {1}", i, seed);
        }
    }

    [Test]
    public void Evidence_recovers_when_an_outage_ends_also_without_time_passing()
    {
        using var w = new Workbench(Plain with { MaxAttempts = 2, Backoff = BackoffSchedule.Fixed(TimeSpan.Zero), RetryEvidence = new RetryEvidencePolicy() });
        for (int i = 0; i < 200; i++) Fail(w);
        int triedInOutage = Enumerable.Range(0, 200).Count(_ => Fail(w).Attempts == 2);
        triedInOutage.Should().BeInRange(2, 25, "5 % are explored");

        // From now on second attempts succeed.
        int lost = 0, last = 0;
        for (int i = 0; i < 300; i++)
        {
            int call = 0;
            if (w.Try(_ => call++ == 0 ? throw new IOException("broken") : default).IsSuccess) continue;
            lost++;
            last = i;
        }

        lost.Should().BeLessThan(120);
        last.Should().BeLessThan(150, "once it has noticed it retries every time");
    }

    [Test]
    public void Evidence_is_forgotten_in_time()
    {
        using var w = new Workbench(s_learns);
        for (int i = 0; i < 40; i++) Fail(w);
        Fail(w).Attempts.Should().Be(1);

        w.Time.Advance(TimeSpan.FromDays(3));

        Fail(w).Attempts.Should().Be(2);
    }

    [Test]
    public void A_success_of_the_next_attempt_counts_and_a_cancelled_one_does_not()
    {
        using var w = new Workbench(s_learns with { RetryEvidence = new RetryEvidencePolicy { MinimumSuccess = 0.5, Confidence = 0.5, PriorStrength = 0.1, ExplorationFloor = 0 } });
        using var caller = new CancellationTokenSource();
        int call = 0;
        w.Try(
            _ =>
            {
                if (call++ == 0) throw new IOException("broken");
                caller.Cancel();
                throw new IOException("broken");
            },
            caller.Token).IsSuccess.Should().BeFalse();
        Fail(w).Attempts.Should().Be(2, "nothing is known yet");
        Fail(w).Attempts.Should().Be(1, "one attempt in vain is known");
    }

    [Test]
    public void Evidence_adds_a_retry_only_for_failures_of_unknown_verdict_and_only_when_it_is_strong()
    {
        StagePolicy strict = Plain with { MaxAttempts = 2, Conditions = [], UnknownFailures = UnknownFailures.FollowVerdict, RetryEvidence = new RetryEvidencePolicy() };
        using var w = new Workbench(strict);
        Fail(w).Reason.Should().Be(StageReason.UnknownFailure);

        // While it is retried for another reason, it is seen to help.
        w.Runner.TryReconfigure("Work", strict with { Conditions = [RetryCondition.OnException<IOException>()] }, out _).Should().BeTrue();
        for (int i = 0; i < 10; i++)
        {
            int call = 0;
            w.Try(_ => call++ == 0 ? throw new IOException("broken") : default).IsSuccess.Should().BeTrue();
        }

        w.Runner.TryReconfigure("Work", strict, out _).Should().BeTrue();
        StageFailure failure = Fail(w);
        failure.Attempts.Should().Be(2);
        failure.History[0].DecidedBy.Should().Be("evidence");
        w.Runner.TryReconfigure("Work", strict with { UnknownFailures = UnknownFailures.Stop }, out _).Should().BeTrue();
        Fail(w).Reason.Should().Be(StageReason.UnknownFailure);
        w.Runner.TryReconfigure("Work", strict with { Conditions = [RetryCondition.Anything.Stop()] }, out _).Should().BeTrue();
        Fail(w).Reason.Should().Be(StageReason.StopCondition);
    }

    [Test]
    public void Exploring_unknown_failures_finds_out_that_retries_help_and_says_so()
    {
        using var w = new Workbench(Plain with
        {
            MaxAttempts = 2,
            Conditions = [],
            UnknownFailures = UnknownFailures.FollowVerdict,
            RetryEvidence = new RetryEvidencePolicy { UnknownExploration = 0.1 },
        });
        int[] succeeded = new int[2];
        for (int i = 0; i < 400; i++)
        {
            int call = 0;
            StageOutcome outcome = w.Try(_ => call++ == 0 ? throw new IOException("broken") : default);
            if (outcome.IsSuccess) succeeded[i / 200]++;
            if (outcome.IsSuccess && succeeded[0] == 1 && i < 200) outcome.History[0].DecidedBy.Should().Be("exploration");
        }

        succeeded[1].Should().Be(200, "it has learned by then");
        succeeded[0].Should().BeGreaterThan(50);
    }

    [Test]
    public void Without_analysis_nothing_is_counted()
    {
        using var w = new Workbench(s_learns, o => o.Analysis = FailureAnalysis.Off);
        for (int i = 0; i < 60; i++) Fail(w).Attempts.Should().Be(2);
        w.Runner.Evidence.Count.Should().Be(0);
    }

    [Test]
    public void A_stage_that_has_not_opted_in_counts_nothing()
    {
        using var w = new Workbench(s_learns with { RetryEvidence = null });
        for (int i = 0; i < 60; i++) Fail(w).Attempts.Should().Be(2);
        w.Runner.Evidence.Count.Should().Be(0);
    }

    [Test]
    public void Executions_on_real_threads_learn_together()
    {
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            o.Policies["Work"] = s_learns with { Backoff = BackoffSchedule.Fixed(TimeSpan.Zero) };
            o.MaxConcurrentRetries = 1000;
        });
        int calls = 0;
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 100; i++) runner["Work"].TryRunAsync((Func<CancellationToken, ValueTask>)(_ => Interlocked.Increment(ref calls) < 0 ? default : throw new IOException("broken"))).AsTask().GetAwaiter().GetResult();
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        // 400 first calls; after 21 retries in vain at most one more of each other thread was under way.
        calls.Should().BeInRange(421, 424);
    }

    private static StageFailure Fail(Workbench w, string message = "broken") => w.Try(_ => throw new IOException(message)).Failure!;

    // A few executions of random failures, too few of each to prove anything, told in a line.
    private static string History(Workbench w, ulong seed, int number, RetryEvidencePolicy? evidence)
    {
        double U(int purpose) => Draw.Unit(seed, (ulong)number, 1, 1, Draw.Host + purpose);
        WorkflowStage stage = "History" + number;
        StagePolicy policy = new()
        {
            MaxAttempts = 1 + (int)(U(1) * 5),
            Backoff = BackoffSchedule.Fixed(S(1)),
            UnknownFailures = U(2) < 0.5 ? UnknownFailures.Stop : UnknownFailures.FollowVerdict,
            TotalTimeout = U(3) < 0.5 ? null : S(3),
            AttemptTimeout = S(1),
            Effect = U(4) < 0.5 ? StageEffect.Idempotent : StageEffect.NotIdempotent,
            RetryBudget = U(5) < 0.5 ? null : RetryBudgetPolicy.Default with { Initial = 1 },
            RetryEvidence = evidence,
        };
        w.Runner.TryReconfigure(stage, policy, out IReadOnlyList<string> problems).Should().BeTrue(string.Join(' ', problems));
        int call = 0;
        Func<CancellationToken, ValueTask> work = _ => (int)(Draw.Unit(seed, (ulong)number, 2, ++call, Draw.Host) * 6) switch
        {
            0 => default,
            1 => throw new TimeoutException($"late {call}"),
            2 => throw StageFailure.Of(FailureKind.Network, "gone"),
            3 => throw new UnauthorizedAccessException("no"),
            4 => throw new InvalidOperationException("odd"),
            _ => throw StageFailure.Of(FailureKind.Unavailable, "busy"),
        };
        StageOutcome outcome = w.Time.Run(() => w.Runner[stage].TryRunAsync(work));
        return $"{outcome.Kind} {outcome.Reason.Code()} {outcome.Attempts} {call} {string.Join(' ', outcome.History.Select(a => $"{a.Outcome}+{a.Wait}"))}";
    }
}
