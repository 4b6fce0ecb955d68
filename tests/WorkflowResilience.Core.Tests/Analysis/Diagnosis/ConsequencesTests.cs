using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

[TestFixture]
public sealed class ConsequencesTests
{
    [TestCase("fetch: could not resolve host: files.example\ntar: tool.tgz: Cannot open: No such file or directory", FailureCategory.Network)]
    [TestCase("Err:1 http://deb.example stable InRelease\n  Temporary failure resolving 'deb.example'\nE: Unable to locate package jq", FailureCategory.Network)]
    [TestCase("fetch: error 503 Service Unavailable\n./run.sh: line 3: tool: command not found", FailureCategory.ExternalDependency)]
    [TestCase("ERROR: write failed: No space left on device\ncp: cannot stat 'out/app': No such file or directory", FailureCategory.ResourceExhaustion)]
    [TestCase("Error response from daemon: login attempt to https://r.example/v2/ failed with status: 401 Unauthorized\nError: No such image: r.example/base:1", FailureCategory.Authentication)]
    public void What_is_missing_follows_from_the_fetch_that_failed(string text, FailureCategory cause) => Diagnoses.Of(text)!.Category.Should().Be(cause);

    [Test]
    public void What_was_missing_before_the_network_failed_is_the_cause() =>
        Diagnoses.Of("E: Unable to locate package jq\nfetch: could not resolve host: files.example")!.Category.Should().Be(FailureCategory.Configuration);

    [Test]
    public void A_service_of_the_same_machine_that_never_started_refuses() =>
        Diagnoses.Of("Error: environment variable STORE is not set\nwaiting: connect ECONNREFUSED 127.0.0.1:3000")!.Category.Should().Be(FailureCategory.Configuration);

    [Test]
    public void Another_machine_that_refuses_is_a_cause_of_its_own() =>
        Diagnoses.Of("Error: connect ECONNREFUSED 10.1.2.3:3000\nError: something else")!.Category.Should().Be(FailureCategory.Network);

    [Test]
    public void A_report_that_could_not_be_stored_is_not_why_the_tests_failed() =>
        Diagnoses.Of("FAILED tests/test_a.py::test_x - AssertionError: assert 1 == 2\nstoring the report\nAn error occurred (AccessDenied) when calling the PutObject operation: Access Denied")!
            .Category.Should().Be(FailureCategory.CodeQuality);

    [Test]
    public void What_is_far_behind_does_not_follow()
    {
        string between = string.Concat(Enumerable.Range(0, 40).Select(i => $"step {i}\n"));

        Diagnoses.Of($"fetch: could not resolve host: files.example\n{between}E: Unable to locate package jq")!.Category.Should().Be(FailureCategory.Configuration);
    }

    [Test]
    public void It_is_told_that_the_one_follows_from_the_other() =>
        Diagnoses.Of("fetch: could not resolve host: files.example\ntar: tool.tgz: Cannot open: No such file or directory")!.Rules.Should().Contain(rule => rule.EndsWith("follows from it", StringComparison.Ordinal));
}
