using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Patterns;

/// <summary>Conditions on what is known beside a text.</summary>
[TestFixture]
public sealed class PatternConditionTests
{
    private static IEnumerable<TestCaseData> Conditions()
    {
        yield return new(PatternCondition.Equal("f", "Deploy"), "deploy", "deployed");
        yield return new(PatternCondition.Containing("f", "EU"), "west-eu-1", "west-us-1");
        yield return new(PatternCondition.Above("f", 0.9), "0.91", "0.9");
        yield return new(PatternCondition.Below("f", 3), "2", "3");
        yield return new(PatternCondition.Above("f", 0), "1e3", "many");
        yield return new(PatternCondition.Present("f"), "", null);
        yield return new(PatternCondition.Matching("f", "release/{id}"), "release/4.2", "my release/4.2");
        yield return new(PatternCondition.Matching("f", "release/{digits}"), "release/42", "release/42-rc");
    }

    [TestCaseSource(nameof(Conditions))]
    public void A_condition_holds_for_its_values_and_not_for_others_or_none(PatternCondition condition, string yes, string? no)
    {
        condition.Holds(field => field == "f" ? yes : null).Should().BeTrue();
        condition.Holds(_ => no).Should().BeFalse();
        condition.Holds(_ => null).Should().BeFalse("a field that is absent fulfils nothing");
    }

    [Test]
    public void A_condition_s_literal_must_be_one() => FluentActions.Invoking(() => PatternCondition.Matching("f", "{text}")).Should().Throw<FormatException>().WithMessage("*all wildcards*");

    [Test]
    public async Task Stage_status_exception_and_the_run_s_values_are_asked_for()
    {
        FailurePattern exact = FailurePattern.Cause("acme.exact", FailureCategory.ResourceExhaustion, "The region is full") with
        {
            StatusCodes = [507],
            ExceptionTypes = ["HttpRequestException"],
            When = [PatternCondition.Equal("stage", "Build"), PatternCondition.Matching("region", "eu-{id}"), PatternCondition.Above("attempts", 0)],
        };
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            options.Policies["Build"] = new StagePolicy { MaxAttempts = 1 };
            options.Policies["Other"] = new StagePolicy { MaxAttempts = 1 };
            options.Patterns = PatternLibrary.Only(Packs.Acme(exact with { Tier = 3 }));
        });

        (await Failing(runner, "Build", "eu-1", System.Net.HttpStatusCode.InsufficientStorage)).Pattern.Should().Be("acme.exact");
        (await Failing(runner, "Build", "us-1", System.Net.HttpStatusCode.InsufficientStorage)).Pattern.Should().NotBe("acme.exact");
        (await Failing(runner, "Build", "eu-1", System.Net.HttpStatusCode.NotFound)).Pattern.Should().NotBe("acme.exact");
        (await Failing(runner, "Other", "eu-1", System.Net.HttpStatusCode.InsufficientStorage)).Pattern.Should().NotBe("acme.exact");
    }

    private static async Task<FailureDiagnosis> Failing(WorkflowRunner runner, WorkflowStage stage, string region, System.Net.HttpStatusCode status)
    {
        FailureDiagnosis? diagnosis = null;
        await runner.RunAsync($"r-{stage}-{region}-{(int)status}", async run =>
        {
            run.Values["region"] = region;
            StageOutcome outcome = await run.TryStageAsync(stage, _ => ValueTask.FromException(new HttpRequestException("no", null, status)));
            diagnosis = outcome.Failure!.Diagnosis;
        });
        return diagnosis!;
    }
}
