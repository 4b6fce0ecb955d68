using System.Text;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>What a hostile reader of the diagnosis found once, by the mechanism that was at fault.</summary>
[TestFixture]
public sealed class AttackTests
{
    [TestCase("FAIL src/cart.test.ts\n    Expected: 3\n    Received: 2\nTests:       1 failed, 24 passed, 25 total\nSnapshots:   3 passed, 3 total\nTime:        4.5 s\nRan all test suites.")]
    [TestCase("not ok 2 - parses\nok 3 - other\n1..3\n# pass 2")]
    [TestCase("FAIL\texample.com/app/sum\t0.004s\nok  \texample.com/app/mul\t0.003s")]
    [TestCase("a.ts(1,5): error TS2322: no\n##[error]Process completed with exit code 2.\nThe wheel was put away successfully")]
    [TestCase("Unit: 0 failed, 12 passed; Integration: 3 failed, 9 passed")]
    public void A_part_that_went_well_does_not_make_good_what_failed_beside_it(string text) => Endings.IsGood(LogReading.Of(text).Pieces[^1].Text).Should().BeFalse();

    [TestCase("error: boom\nArtifact logs has been successfully uploaded!")]
    [TestCase("error: boom\nCache saved successfully")]
    [TestCase("error: boom\nState lock released successfully")]
    [TestCase("error: boom\n Tasks:    2 successful, 3 total")]
    [TestCase("error: boom\n   3/4 succeeded [0 read from cache]")]
    public void What_is_done_after_any_end_and_what_is_less_than_the_whole_is_no_success(string text) => Endings.IsGood(LogReading.Of(text).Pieces[^1].Text).Should().BeFalse();

    [TestCase("connection refused once\nFound 0 errors.")]
    [TestCase("error: lost lease\nAll jobs run successfully")]
    [TestCase("attempt 1: exit code 1\nretrying\nbuild succeeded")]
    [TestCase("* connect to ::1 port 8080 failed: Connection refused\n< HTTP/1.1 200 OK")]
    [TestCase("Tests: 3 passed, 3 total")]
    public void A_success_of_the_whole_remains_one(string text) => Endings.IsGood(LogReading.Of(text).Pieces[^1].Text).Should().BeTrue();

    [TestCase("1 failed, 2 passed", true)]
    [TestCase("# fail 1", true)]
    [TestCase("Failures: 2", true)]
    [TestCase("2 errors", true)]
    [TestCase("0 failed, 3 failed", true)]
    [TestCase("0 failed, 12 passed", false)]
    [TestCase("Failures: 0, Errors: 0", false)]
    [TestCase("500 error", false)]
    [TestCase("error 3", false)]
    [TestCase("", false)]
    public void Counts_of_failures_are_read_on_either_side_of_the_word(string line, bool counts) => FailedCounts.On(line).Should().Be(counts);

    [TestCase("rate limit exceeded, try again in 999999999 days")]
    public void A_wait_beyond_all_time_is_longer_than_any(string line) => LimitWindow.Of(Encoding.UTF8.GetBytes(line)).Should().BeGreaterThan(LimitWindow.Longest);

    [TestCase("Error: 429 Too Many Requests: rate limit exceeded, try again in 999999999 days")]
    [TestCase("Error: 429 Too Many Requests: rate limit exceeded, try again in 1 week")]
    [TestCase("Error: 429 Too Many Requests: rate limit exceeded, try again in 26h13m")]
    [TestCase("Error: 429 Too Many Requests: rate limit exceeded (Retry-After: 86400)")]
    public void A_limit_that_lasts_longer_than_an_hour_is_not_tried_again(string text) => Diagnoses.Of(text)!.Verdict.Should().Be(FailureVerdict.Permanent);

    [TestCase("Error: 429 Too Many Requests (Retry-After: 30)")]
    [TestCase("Error: 429 Too Many Requests, retry after 2031-05-01 10:00:00 UTC")]
    [TestCase("Error: 429 Too Many Requests, try again in 6m0s")]
    public void A_short_or_unread_wait_leaves_the_verdict(string text) => Diagnoses.Of(text)!.Verdict.Should().Be(FailureVerdict.Transient);

    [TestCase("Error: quota exceeded: 0 bytes left", "quota exceeded", false)]
    [TestCase("timeouts: 0, left: 3", "timeouts", true)]
    [TestCase("ERROR worker 0 connection refused", "connection refused", false)]
    [TestCase("RuntimeError: rank 0 out of memory", "out of memory", false)]
    [TestCase("done with 0 connection refused", "connection refused", true)]
    public void A_zero_is_a_count_only_where_it_counts_what_was_found(string line, string found, bool mention) =>
        Mentions.Of(Encoding.UTF8.GetBytes(line), line.IndexOf(found, StringComparison.Ordinal), found.Length).Should().Be(mention);

    [Test]
    public void A_setting_whose_name_begins_like_a_verdict_is_no_passed_test()
    {
        TestReports.IsPassed("PASSWORD environment variable is not set").Should().BeFalse();
        TestReports.IsPassed("PASS").Should().BeTrue();
        TestReports.IsPassed("PASS: test_it").Should().BeTrue();
        TestReports.IsPassed("PASSED [100%]").Should().BeTrue();
    }

    [Test]
    public void Retries_that_end_in_giving_up_were_not_overcome()
    {
        const string retries = "dial tcp 10.0.0.1:5432: connect: connection refused, retrying in 1s\ndial tcp 10.0.0.1:5432: connect: connection refused, retrying in 2s\n";
        Diagnoses.CategoryOf($"{retries}giving up after 2 tries").Should().Be(FailureCategory.Network);
    }

    [Test]
    public void What_a_test_in_the_middle_of_many_compared_is_no_cause()
    {
        var text = new StringBuilder();
        for (int test = 0; test < 10; test++)
        {
            string answer = test == 5 ? "429 Too Many Requests: rate limit exceeded" : "404";
            text.Append("FAILED tests/test_").Append(test).Append(".py::test_it\nE   AssertionError: assert '200 OK' == '").Append(answer).Append("'\nE     - 200 OK\nE     + ").Append(answer).Append('\n');
        }

        Diagnoses.CategoryOf(text.Append("10 failed in 2.1s").ToString()).Should().Be(FailureCategory.CodeQuality);
    }

    [Test]
    public void What_stands_near_the_end_is_seen_whatever_stood_before()
    {
        string before = string.Concat(Enumerable.Repeat("cache miss KeyError: x\n", 6000));
        Diagnoses.Of($"{before}Traceback (most recent call last):\n    token = os.environ[\"TOKEN\"]\nKeyError: 'TOKEN'")!.Pattern.Should().Be("python.env-keyerror");
    }

    [TestCase("\"when\":[null],", "when[0]")]
    [TestCase("\"recommendations\":[null],", "recommendations[0]")]
    [TestCase("", "tests.match[0]", "null")]
    public void Null_in_a_list_of_a_pack_is_refused_with_its_place(string member, string place, string match = "\"boom happened\"")
    {
        string json = $$$"""{"schema":1,"pack":"p","version":"1.0.0","patterns":[{"id":"p.a","title":"t","category":"Network","tier":2,"any":["boom happened"],{{{member}}}"tests":{"match":[{{{match}}}]}}]}""";
        Action reading = () => _ = PackCheck.Of(PackReader.Read(Encoding.UTF8.GetBytes(json), "p.json")) is { Count: > 0 } problems ? throw new PatternPackException(problems) : 0;
        reading.Should().Throw<PatternPackException>().Which.Message.Should().Contain(place);
    }
}
