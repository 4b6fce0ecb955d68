using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule01_AttemptsTests
{
    [Test]
    public void MaxAttempts_counts_the_first_call([Range(1, 6)] int attempts)
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = attempts });
        ScriptedStage script = bench.Script(Step.Fail(Bench.Broken));

        StageOutcome outcome = bench.Try(script);

        script.CallCount.Should().Be(attempts);
        outcome.Attempts.Should().Be(attempts);
        outcome.Reason.Should().Be(StageReason.AttemptsExhausted);
        outcome.Failure!.Attempts.Should().Be(attempts);
        bench.Time.Elapsed.Should().Be(Bench.Seconds(attempts - 1), "there is a wait before each call but the first");
    }

    [Test]
    public void One_attempt_means_no_retry_and_takes_nothing_that_retries_take()
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 1, RetryBudget = new RetryBudgetPolicy() });
        RunSummary summary = bench.Time.Run(() => bench.Runner.TryRunAsync("r", async run => await run.TryStageAsync(Bench.StageName, ct => throw Bench.Broken())));

        summary.Retries.Should().Be(0);
        bench.Stage.Runtime.Budget!.Tokens.Should().Be(10);
        bench.Count(ResilienceEventKinds.RetryScheduled).Should().Be(0);
    }

    [Test]
    public void A_success_ends_it_at_any_attempt([Range(1, 4)] int successAt)
    {
        using var bench = new Bench(Bench.Plain with { MaxAttempts = 4 });
        ScriptedStage script = bench.Script([.. Enumerable.Repeat(Step.Fail(Bench.Broken), successAt - 1), Step.Succeed()]);

        StageOutcome outcome = bench.Try(script);

        outcome.IsSuccess.Should().BeTrue();
        outcome.Attempts.Should().Be(successAt);
        script.CallCount.Should().Be(successAt);
    }

    [Test]
    public void Attempts_are_numbered_from_1_everywhere()
    {
        using var bench = new Bench(Bench.Plain);
        List<int> told = [];

        StageOutcome<int> outcome = bench.Time.Run(() => bench.Stage.TryRunAsync(told, (seen, context) =>
        {
            seen.Add(context.Attempt);
            return context.Attempt < 3 ? throw Bench.Broken() : new ValueTask<int>(7);
        }));

        told.Should().Equal(1, 2, 3);
        outcome.Attempts.Should().Be(3);
        outcome.History.Select(r => r.Attempt).Should().Equal(1, 2, 3);
        bench.Observer.Of(ResilienceEventKinds.AttemptStarted).Select(e => e.Attempt).Should().Equal(1, 2, 3);
        bench.Observer.Of(ResilienceEventKinds.AttemptFailed).Select(e => e.Attempt).Should().Equal(1, 2);
        bench.Observer.Of(ResilienceEventKinds.RetryScheduled).Select(e => e.Attempt).Should().Equal(1, 2);
        bench.Observer.Of(ResilienceEventKinds.AttemptSucceeded).Select(e => e.Attempt).Should().Equal(3);
    }

    [Test]
    public void A_call_refused_before_its_first_attempt_has_none()
    {
        using var bench = new Bench(Bench.Plain with { CircuitBreaker = Bench.Counting });
        bench.Stage.Circuit!.Isolate();
        ScriptedStage script = bench.Script(Step.Succeed());

        StageOutcome outcome = bench.Try(script);

        outcome.Attempts.Should().Be(0);
        outcome.Failure!.Attempts.Should().Be(0);
        outcome.History.Should().BeEmpty();
        script.CallCount.Should().Be(0);
    }
}
