using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>What the sketches that the product grew from took for failures of another kind, or for failures at all.</summary>
[TestFixture]
public sealed class TrapTests
{
    [TestCase("Running generate step: generated 14 files")]
    [TestCase("No retry strategy defined for stage Build")]
    [TestCase("commit 4f1 by the author of the module")]
    [TestCase("10.0.0.1 - - GET /health close, 403 bytes sent")]
    [TestCase("plan: unlimited builds, delimiter is ';'")]
    [TestCase("evicted 12 entries from the cache, 88 kept")]
    [TestCase("Build succeeded.\n    0 Warning(s)\n    0 Error(s)")]
    [TestCase("test_connection_refused PASSED [ 12%]")]
    [TestCase("ok 7 - answers 429 when there are too many requests")]
    [TestCase("container state: OOMKilled: false, exit code 0")]
    [TestCase("rate limit: 5000 per hour, 4988 remaining")]
    [TestCase("using --timeout=30 --max-retries=5")]
    [TestCase("if ! apt-get update | grep -q 'Temporary failure resolving'; then")]
    [TestCase("Downloaded error-prone-annotations-2.3.jar in 12 ms")]
    public void A_line_of_work_that_goes_well_gets_no_category(string line) => (Diagnoses.CategoryOf(line) ?? FailureCategory.Unknown).Should().Be(FailureCategory.Unknown);

    [Test]
    public void GitHubs_limit_is_recognised_without_a_counter_that_nobody_supplies()
    {
        FailureDiagnosis diagnosis = Diagnoses.Of("HTTP 403: API rate limit exceeded for installation ID 1234. (https://api.github.com/repos/acme/app)")!;

        diagnosis.Category.Should().Be(FailureCategory.RateLimiting);
        diagnosis.Verdict.Should().Be(FailureVerdict.Transient);
    }

    [TestCase("You have exceeded a secondary rate limit. Please wait a few minutes before you try again.", FailureCategory.RateLimiting)]
    [TestCase("0/3 nodes are available: 3 Insufficient memory.", FailureCategory.ResourceExhaustion)]
    [TestCase("pods \"build-1\" is forbidden: exceeded quota: team, requested: cpu=4, used: cpu=8, limited: cpu=8", FailureCategory.ResourceExhaustion)]
    [TestCase("The node was low on resource: ephemeral-storage.", FailureCategory.ResourceExhaustion)]
    [TestCase("sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00", FailureCategory.ResourceExhaustion)]
    public void What_a_substring_would_file_elsewhere_is_filed_by_its_cause(string text, FailureCategory expected) => Diagnoses.CategoryOf(text).Should().Be(expected);
}
