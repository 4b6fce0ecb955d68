using System.Globalization;
using System.Net;
using System.Text.Json;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Reports;

[TestFixture]
public sealed class ReportJsonTests
{
    [Test]
    public void A_run_is_reported_and_read_back()
    {
        RunSummary summary = FailedRun();

        WorkflowReport report = WorkflowReport.Of(summary);
        WorkflowReport read = ReportJson.ReadWorkflow(ReportJson.Write(report));

        read.Should().BeEquivalentTo(report, options => options.ComparingByMembers<WorkflowReport>().Excluding(member => member.Failure!.Exception));
        read.Status.Should().Be(WorkflowStatus.Failed);
        read.Stages.Should().ContainSingle().Which.FailureId.Should().Be(summary.Failure!.Id);
        read.Recommendations.Should().StartWith(summary.Failure.Advice).And.OnlyHaveUniqueItems();
        ReportJson.Write(read).Should().Be(ReportJson.Write(report));
    }

    [Test]
    public void A_failure_is_reported_and_read_back()
    {
        StageFailure failure = FailedRun().Failure!;

        StageFailureReport report = StageFailureReport.Of(failure) with { Output = "out", Context = JsonDocument.Parse("""{"a":[1,true,null,"x"]}""").RootElement };
        string json = ReportJson.Write(report);
        StageFailureReport read = ReportJson.ReadStageFailure(json);

        read.Stage.Should().Be(failure.Stage);
        read.Attempts.Should().Be(2);
        read.Failure.Should().Be(failure);
        read.Context!.Value.GetRawText().Should().Be("""{"a":[1,true,null,"x"]}""");
        ReportJson.Write(read).Should().Be(json);
    }

    [Test]
    public void A_record_is_read_back_under_any_culture()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            StageRecord record = new() { Stage = "Build", Outcome = StageOutcomeKind.Failed, Reason = StageReason.StopCondition, Attempts = 1, DurationSeconds = 1.25, WaitedSeconds = 0.5, Fallback = "f", FailureId = "F-1" };

            ReportJson.Write(record).Should().Be(
                """{"schema":"workflow-resilience/1","type":"stage","stage":"Build","outcome":"Failed","reason":"stop-condition","attempts":1,"durationSeconds":1.25,"waitedSeconds":0.5,"fallback":"f","failureId":"F-1"}""");
            ReportJson.ReadStage(ReportJson.Write(record)).Should().Be(record);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Test]
    public void What_a_script_on_a_cluster_posts_is_read()
    {
        WorkflowReport ended = ReportJson.ReadWorkflow(
            """{"schema":"workflow-resilience/1","type":"workflow","workflow":"w","runId":"u","status":"Error","durationSeconds":12.345000,"failures":"[{\"displayName\":\"build\",\"phase\":\"Error\"}]"}""");
        WorkflowReport well = ReportJson.ReadWorkflow("""{"schema":"workflow-resilience/1","type":"workflow","workflow":"w","runId":"u","status":"Succeeded","durationSeconds":1,"failures":"null"}""");
        StageFailureReport stage = ReportJson.ReadStageFailure(
            """{"schema":"workflow-resilience/1","type":"stage-failure","workflow":"w","runId":"u","stage":"Build","status":"Error","context":null}""");

        ended.Status.Should().Be(WorkflowStatus.Error);
        ended.Failures.Should().ContainSingle().Which.DisplayName.Should().Be("build");
        well.Failures.Should().BeEmpty();
        stage.Status.Should().Be(WorkflowStatus.Error);
        stage.Context.Should().BeNull();
        stage.Attempts.Should().BeNull();
    }

    [Test]
    public void Texts_are_redacted_when_they_are_set_and_when_they_are_read()
    {
        const string Secret = "tr0ub4dor";
        WorkflowReport report = new()
        {
            Workflow = "w",
            RunId = "r",
            Status = WorkflowStatus.Failed,
            Error = $"password={Secret}",
            Recommendations = [$"curl https://bob:{Secret}@git.example/"],
            Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["api-token"] = Secret, ["repository"] = "example/service" },
        };
        StageFailureReport stage = ReportJson.ReadStageFailure(
            """{"schema":"workflow-resilience/1","type":"stage-failure","stage":"Build","output":"password=S","context":{"password":["S"],"deep":{"text":"password=S"}}}""".Replace("S\"", Secret + "\"", StringComparison.Ordinal));

        ReportJson.Write(report).Should().NotContain(Secret).And.Contain("example/service");
        ReportJson.Write(stage).Should().NotContain(Secret);
    }

    [Test]
    public void Of_a_long_output_the_end_is_kept()
    {
        string output = new StageFailureReport { Stage = "Build", Output = new string('a', 20_000) + "the end" }.Output!;

        output.Should().StartWith("… a").And.EndWith("athe end");
        output.Length.Should().Be(8192);
    }

    [TestCase("""{"type":"stage","stage":"Build"}""", "its schema is missing")]
    [TestCase("""{"schema":"workflow-resilience/2","type":"stage","stage":"Build"}""", "its schema is 'workflow-resilience/2'")]
    [TestCase("""{"schema":"workflow-resilience/1","stage":"Build"}""", "its type is missing")]
    [TestCase("""{"schema":"workflow-resilience/1","type":"workflow","stage":"Build"}""", "its type is 'workflow'")]
    [TestCase("""{"schema":"workflow-resilience/1","type":"stage"}""", "stage")]
    [TestCase("""{"schema":"workflow-resilience/1","type":"stage","stage":"-"}""", "A stage is a letter")]
    [TestCase("""{"schema":"workflow-resilience/1","type":"stage","stage":"Build","attempts":-1}""", "Attempts are not negative")]
    [TestCase("""{"schema":"workflow-resilience/1","type":"stage","stage":"Build","durationSeconds":-1}""", "finite and not negative")]
    [TestCase("null", "it is null")]
    [TestCase("[", "This is not a 'stage' report")]
    public void What_is_no_record_is_refused_with_the_reason(string json, string expected) =>
        FluentActions.Invoking(() => ReportJson.ReadStage(json)).Should().Throw<FormatException>().WithMessage($"*{expected}*");

    [TestCase("""{"schema":"workflow-resilience/1","type":"workflow","workflow":"w","runId":"r","status":"Failed","stages":[null]}""", "stages has an entry that is null")]
    [TestCase("""{"schema":"workflow-resilience/1","type":"workflow","workflow":"w","runId":"r","status":"Failed","failures":[null]}""", "an entry that is null")]
    [TestCase("""{"schema":"workflow-resilience/1","type":"workflow","workflow":"w","runId":"r","status":"Failed","failures":"x"}""", "not the failures of a workflow")]
    [TestCase("""{"schema":"workflow-resilience/1","type":"workflow","workflow":"w","runId":"r","status":"Failed","parameters":{"a":null}}""", "This is not a 'workflow' report")]
    [TestCase("""{"schema":"workflow-resilience/1","type":"workflow","workflow":"w","runId":"r","status":"Failed","recommendations":[null]}""", "This is not a 'workflow' report")]
    [TestCase("""{"schema":"workflow-resilience/1","type":"workflow","workflow":"w","runId":"r","status":"Fine"}""", "status")]
    public void What_is_no_report_of_a_workflow_is_refused_with_the_reason(string json, string expected) =>
        FluentActions.Invoking(() => ReportJson.ReadWorkflow(json)).Should().Throw<FormatException>().WithMessage($"*{expected}*");

    [Test]
    public void Members_that_are_not_known_are_skipped() =>
        ReportJson.ReadStage("""{"schema":"workflow-resilience/1","type":"stage","stage":"Build","later":{"a":[1]}}""").Stage.Name.Should().Be("Build");

    private static RunSummary FailedRun()
    {
        ManualTimeProvider time = new();
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            options.TimeProvider = time;
            options.Seed = 42;
            options.Policies["Scan"] = new StagePolicy { MaxAttempts = 2 };
        });
        return time.Run(() => runner.TryRunAsync("build-42", async run => await run.StageAsync("Scan", static _ => throw new HttpRequestException("answered 503", null, HttpStatusCode.ServiceUnavailable))));
    }
}
