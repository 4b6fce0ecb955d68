using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Runs;

[TestFixture]
public sealed class RunSummaryTextTests
{
    [Test]
    public void The_summary_of_a_failed_run_reads_as_approved()
    {
        using var w = new Workbench(Plain with { AttemptTimeout = S(30) }, o => o.Policies["SecurityScan"] = Plain with { Conditions = [RetryCondition.Anything.Stop()] });
        RunSummary summary = w.Time.Run(() => w.Runner.TryRunAsync(
            "build-42",
            async run =>
            {
                await run.StageAsync("Work", ct => w.Time.DelayAsync(S(2), ct));
                await run.StageAsync("Work", new ScriptedStage(w.Time, Step.Fail(new HttpRequestException("no", null, System.Net.HttpStatusCode.BadGateway)), Step.Hang(), Step.Succeed()).RunAsync);
                await run.StageAsync("SecurityScan", _ => throw StageFailure.Of(FailureKind.Authentication, "the token has expired"));
            },
            new RunOptions { WorkflowName = "ci" }));
        string text = summary.ToString().Replace(summary.Failure!.Id, "F-ID", StringComparison.Ordinal);
        text.Should().Be(
            """
            ci · run build-42 failed in 34 s, 2 retries
              stage         result     attempts  took      waited    reason
              Work          succeeded         1  2 s       -         -
              Work          succeeded         3  32 s      2 s       -
                  1. failed (Unavailable) after 0 s: HttpRequestException: no; waited 1 s
                  2. timed out (Timeout) after 30 s: TaskCanceledException: A task was canceled.; waited 1 s
                  3. succeeded after 0 s
              SecurityScan  failed            1  0 s       -         stop-condition
                  1. failed (Authentication) after 0 s: ClassifiedFailureException: the token has expired
              why: The policy stops at this failure: ClassifiedFailureException: the token has expired
              next: Renew or correct the credentials, and check that they have the permissions that the stage needs.

            """);
    }

    [Test]
    public void An_empty_run_and_one_that_its_body_failed_read_as_approved()
    {
        using var w = new Workbench();
        w.Time.Run(() => w.Runner.RunAsync("r", _ => Task.CompletedTask)).ToString().Should().Be("workflow · run r succeeded in 0 s, 0 retries\n");
        w.Time.Run(() => w.Runner.TryRunAsync("r", _ => throw new IOException("disk\nfull"))).ToString().Should().Be(
            "workflow · run r failed in 0 s, 0 retries\n  why: IOException: disk full\n");
    }
}
