using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class ArgoRetryModelTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Test]
    public void A_failure_that_must_not_be_repeated_waits_before_the_node_fails()
    {
        ArgoRetryStrategy strategy = new() { Limit = 2, Delay = s_second * 30, When = RetryWhen.ExitCode.Is(75) };

        ArgoRun run = ArgoRetryModel.Run(strategy, null, static _ => AttemptEnd.Exit(s_second, 70));
        run.Verdict.Should().Be(ArgoRetryModel.ExpressionFalse);
        run.Attempts.Should().ContainSingle().Which.Wait.Should().Be(s_second * 30);

        ArgoRetryModel.Run(strategy, null, static n => AttemptEnd.Exit(s_second, n < 3 ? 75 : 70)).Attempts[^1].Wait.Should().Be(TimeSpan.Zero, "no retry is left, so there is nothing to wait for");
    }

    [Test]
    public void The_budget_counts_from_the_first_start_and_ends_later_attempts_only()
    {
        ArgoRetryStrategy strategy = new() { Limit = 5, Delay = s_second * 30, MaxDuration = s_second * 100 };

        ArgoRetryModel.Run(strategy, null, static _ => AttemptEnd.Exit(TimeSpan.FromSeconds(300), 1)).Should().BeEquivalentTo(new { Verdict = ArgoRetryModel.BudgetOver, Attempts = new[] { new { Number = 1 } } });
        ArgoRun run = ArgoRetryModel.Run(strategy, null, static _ => AttemptEnd.Exit(TimeSpan.FromSeconds(50), 1));
        run.Attempts.Should().HaveCount(2);
        run.Attempts[1].Start.Should().Be(s_second * 80);
        run.Attempts[1].End.Should().Match<AttemptEnd>(end => end.Duration == s_second * 20 && end.Message == ArgoRetryModel.StepDeadline);
        run.Verdict.Should().Be(ArgoRetryModel.WaitTooLong);
    }

    [TestCase("OnFailure", "Failed", 3)]
    [TestCase("OnFailure", "Error", 1)]
    [TestCase("OnError", "Failed", 1)]
    [TestCase("OnError", "Error", 3)]
    [TestCase("Always", "Error", 3)]
    public void A_policy_answers_to_its_own_ends_only(string policy, string status, int attempts) =>
        ArgoRetryModel.Run(new ArgoRetryStrategy { Limit = 2, Policy = Enum.Parse<ArgoRetryPolicy>(policy) }, null, _ => new AttemptEnd(s_second, status, 1)).Attempts.Should().HaveCount(attempts);

    [Test]
    public void A_success_ends_it() =>
        ArgoRetryModel.Run(new ArgoRetryStrategy { Limit = 4 }, null, static n => n < 3 ? AttemptEnd.Exit(s_second, 1) : AttemptEnd.Success(s_second)).Should().Match<ArgoRun>(run => run.Succeeded && run.Attempts.Count == 3);

    [Test]
    public void Waits_grow_from_the_first_and_the_cap_holds() =>
        ArgoRetryModel.Run(new ArgoRetryStrategy { Limit = 4, Delay = s_second * 10, Factor = 3, Cap = s_second * 50 }, null, static _ => AttemptEnd.Exit(TimeSpan.FromSeconds(1), 1))
            .Attempts.Select(static attempt => attempt.Wait.TotalSeconds).Should().Equal(10, 30, 50, 50, 0);
}
