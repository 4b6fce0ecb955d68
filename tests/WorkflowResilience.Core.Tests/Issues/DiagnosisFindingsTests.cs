using System.Text;
using WorkflowResilience.Analysis;
using WorkflowResilience.Tests.Analysis.Patterns;
using WorkflowResilience.Tests.Stages.Rules;

namespace WorkflowResilience.Tests.Issues;

/// <summary>What reviews found in patterns, diagnoses and evidence on retries.</summary>
[TestFixture]
public sealed class DiagnosisFindingsTests
{
    private static readonly PatternLibrary s_library = new();

    [TestCase("error: rate limit exceeded, try again in 999999999 days")]
    [TestCase("error: HTTP 429 Too Many Requests, retry after 999999999 hours")]
    public void A_wait_beyond_all_time_throws_nothing(string text) => new FailureAnalyzer(s_library).Diagnose(text)!.Verdict.Should().Be(FailureVerdict.Permanent);

    [TestCase("try again in 2h", 7200)]
    [TestCase("try again in 90m", 5400)]
    [TestCase("try again in 6h12m0s", 22320)]
    [TestCase("try again in 1m26.4s", 86.4)]
    [TestCase("try again in 2d", 172800)]
    [TestCase("Retry-After: 7200", 7200)]
    [TestCase("retry-after=7200", 7200)]
    public void A_wait_is_read_however_it_is_written(string line, double seconds) => LimitWindow.Of(Encoding.UTF8.GetBytes(line))!.Value.TotalSeconds.Should().BeApproximately(seconds, 0.5);

    [TestCase("\"when\": [null],")]
    [TestCase("\"recommendations\": [null],")]
    [TestCase("\"factors\": [null],")]
    [TestCase("\"exceptions\": [null],")]
    [TestCase("\"unless\": [null],")]
    [TestCase("\"when\": [ { \"field\": \"stage\", \"equals\": \"\\ud800\" } ],")]
    [TestCase("\"when\": [ { \"field\": \"stage\", \"equals\": [1] } ],")]
    [TestCase("\"status\": [0],")]
    [TestCase("\"says\": \"cause, symptom\",")]
    [TestCase("\"says\": \"+1\",")]
    [TestCase("\"unless\": [\"dry run\"], \"unless\": [],")]
    public void What_is_wrong_in_a_file_is_refused_and_not_thrown(string more) =>
        Packs.Refused(() => PatternPack.Read(Packs.Json(Packs.Pattern(more: more)), "acme.json")).Should().NotBeEmpty();

    [TestCase("match")]
    [TestCase("noMatch")]
    public void Null_is_no_text_of_a_test(string list)
    {
        string tests = list == "match" ? "\"match\": [\"acme is wrong\", null]" : "\"match\": [\"acme is wrong\"], \"noMatch\": [null]";
        Packs.Refused(() => PatternPack.Read(Packs.Json($$"""{ "id": "acme.x", "title": "T", "category": "Network", "any": ["acme is wrong"], "tests": { {{tests}} } }"""), "acme.json"))
            .Single().Path.Should().StartWith($"patterns[0] acme.x: tests.{list}[");
    }

    [TestCase("runner-{text}", "runner-small", true)]
    [TestCase("{text}-small", "runner-small", true)]
    [TestCase("{text}ner-{text}", "runner-small", true)]
    [TestCase("runner-{text}", "my runner-small", false)]
    [TestCase("runner", "runner-small", false)]
    [TestCase("{text}small", "small", true)]
    public void A_condition_on_a_whole_value_may_begin_and_end_with_any_text(string literal, string value, bool holds) =>
        PatternCondition.Matching("image", literal).Holds(_ => value).Should().Be(holds);

    [Test]
    public void A_text_of_a_test_is_matched_as_a_log_is()
    {
        // Built from parts: what is redacted in a log is redacted in a test as well.
        string secret = string.Concat("Dragon", "!fly", "77");
        FailurePattern pattern = FailurePattern.Cause("acme.login", FailureCategory.Authentication, "The login is refused", $"acme login --password {secret}") with { Matches = [$"error: acme login --password {secret}"] };

        Packs.Refused(pattern).Should().ContainSingle().Which.Reason.Should().Contain("put a wildcard there").And.NotContain(secret);
    }

    [Test]
    public void A_literal_near_a_hit_counts_also_in_a_text_that_is_full_of_such_literals()
    {
        FailurePattern near = FailurePattern.Cause("acme.near", FailureCategory.Network, "The relay is down", "relay is down") with { All = ["acme-relay"], Scope = PatternScope.Near, Matches = ["acme-relay\nrelay is down"] };
        var analyzer = new FailureAnalyzer(PatternLibrary.Only(Packs.Acme(near)));
        string noise = string.Concat(Enumerable.Repeat("acme-relay ok\n", 5_000)) + string.Concat(Enumerable.Repeat("idle\n", 20));

        analyzer.Diagnose($"{noise}acme-relay\nerror: relay is down\n")!.Pattern.Should().Be("acme.near");
        analyzer.Diagnose($"{noise}error: relay is down\n")!.Pattern.Should().BeNull("it stands too far away");
    }

    [TestCase("error: connect ECONNREFUSED 10.0.0.1:5432\n##[error]Process completed with exit code 1.\nPost job cleanup.\nCache saved successfully\nCleaning up orphan processes", true)]
    [TestCase("error: connect ECONNREFUSED 10.0.0.1:5432\nProcess completed with exit code 1.\nRetrying in 5 seconds\nAll tests passed", false)]
    [TestCase("##[error]Process completed with exit code 1.\nretrying the step\nJob succeeded", false)]
    public void What_succeeds_after_the_job_has_failed_makes_no_success_of_it(string log, bool fails) => (new FailureAnalyzer(s_library).Diagnose(log) is not null).Should().Be(fails);

    [Test]
    public void Conditions_ask_for_the_fields_of_a_failure_in_the_diagnosis_of_a_stage()
    {
        (string Field, string Value)[] fields = [("stage", "work"), ("key", "eu-1"), ("kind", "Unknown"), ("reason", "attempts-exhausted"), ("attempts", "3"), ("region", "eu")];
        using var w = new Workbench(configure: o => o.Patterns = PatternLibrary.Only(Packs.Acme(
            [.. fields.Select(f => FailurePattern.Cause($"acme.{f.Field}", FailureCategory.Configuration, f.Field) with { Tier = 3, When = [PatternCondition.Equal(f.Field, f.Value)] })])));

        StageOutcome outcome = w.Time.Run(() => w.Work.For("eu-1").TryRunAsync(_ => throw new InvalidOperationException("it broke"), CancellationToken.None));

        outcome.Failure!.Diagnosis!.Causes.Select(c => c.Pattern).Should().BeEquivalentTo("acme.stage", "acme.key", "acme.kind", "acme.reason", "acme.attempts");
    }
}
