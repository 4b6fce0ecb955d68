using WorkflowResilience.Processes;
using WorkflowResilience.Tests.Support;

namespace WorkflowResilience.Tests.Processes;

[TestFixture]
public sealed class ProgramClassificationTests
{
    [Test]
    public async Task A_program_that_cannot_be_started_is_a_matter_of_configuration_and_not_retried()
    {
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Tool"] = new StagePolicy { Conditions = [RetryCondition.Transient] });
        StageOutcome<ProgramResult> outcome = await runner["Tool"].TryRunAsync(ProgramStage.Of("no-such-program-at-all").RunAsync);
        outcome.Failure!.Kind.Should().Be(FailureKind.Configuration);
        outcome.Attempts.Should().Be(1);
    }

    [Test]
    [RequiresProgram("sh")]
    public async Task What_a_program_says_is_redacted_wherever_it_is_told()
    {
        string secret = string.Concat("hun", "ter", "2secret");
        ProgramStage stage = ProgramStage.Of("sh", "-c", $"echo https://user:{secret}@host/path >&2; exit 3");
        ProgramFailedException failed = (await FluentActions.Awaiting(() => stage.RunAsync(default).AsTask()).Should().ThrowAsync<ProgramFailedException>()).Which;
        failed.ToString().Should().NotContain(secret);
        failed.Tail.Should().ContainSingle().Which.Text.Should().NotContain(secret).And.Contain("host/path");
    }
}
