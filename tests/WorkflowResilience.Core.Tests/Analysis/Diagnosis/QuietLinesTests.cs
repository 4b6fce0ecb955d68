using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

[TestFixture]
public sealed class QuietLinesTests
{
    [TestCase("http_requests_total{code=\"500\"} 17", true)]
    [TestCase("oom_kills 0", true)]
    [TestCase("exit_code 137", false)]
    [TestCase("  - stuck_or_timeout_failure", true)]
    [TestCase("- connection refused", false)]
    [TestCase("when: [script_failure, api_failure]", true)]
    [TestCase("errors: [timed out]", false)]
    [TestCase("FAIL_ON_ERROR: true", true)]
    [TestCase("ERROR: true story", false)]
    [TestCase("  --retries int    Failures until it is unhealthy", true)]
    [TestCase("--retries was refused", false)]
    [TestCase("HEAD is now at 8f1c2de fix: handle ECONNRESET", true)]
    [TestCase("8f1c2de feat(api)!: answer 429", true)]
    [TestCase("fixture: connection refused", false)]
    [TestCase("-- Looking for pthread_create - not found", true)]
    [TestCase("checking for cc... configure: error: no compiler", false)]
    [TestCase("checking for strerror_r... no", true)]
    [TestCase("log.warning(\"timed out: %s\", e)", true)]
    [TestCase("except ConnectionError as e:", true)]
    [TestCase("requests.exceptions.ConnectionError: timed out", false)]
    [TestCase("Step 9/14 : RUN ulimit -n 9 || echo too many open files", true)]
    [TestCase("#12 [build 3/5] RUN npm ci", false)]
    [TestCase("#12 [3/5] RUN npm ci || echo out of memory", true)]
    [TestCase(" > [3/5] RUN make || echo timed out:", true)]
    [TestCase("#12 [3/5] killed", false)]
    [TestCase("Step 3/4 failed: out of memory", false)]
    [TestCase("   Compiling oom-killer v0.1.0", true)]
    [TestCase(" * [new branch]      fix/oom-killed -> origin/fix/oom-killed", true)]
    [TestCase(" create mode 100644 src/TooManyRequests.cs", true)]
    [TestCase("cannot create mode file: denied", false)]
    [TestCase("Compiling oom-killer failed: v1 is gone", false)]
    public void What_only_has_such_a_form_is_told_from_what_happened(string line, bool quiet) => QuietLines.Has(line).Should().Be(quiet);

    [TestCase("FAILED - RETRYING: [web]: wait (9 retries left).\nok: [web]")]
    [TestCase("Failed to extract cache\nCreated fresh repository.")]
    [TestCase("1 chart(s) linted, 0 chart(s) failed")]
    [TestCase("0 functions failed to bundle")]
    [TestCase("W lib/utils.cc:38] Could not find the library\nEpoch 1/3")]
    public void Work_that_went_well_shows_no_failure(string text) => Diagnoses.Of(text).Should().BeNull();

    [TestCase("worker 0 was killed by SIGKILL")]
    [TestCase("FAILED - RETRYING: [web]: wait (1 retries left).\nfatal: [web]: FAILED! => timed out")]
    [TestCase("AssertionError: Timed out retrying after 4000ms: expected to find it")]
    public void A_failure_stays_one(string text) => Diagnoses.Of(text).Should().NotBeNull();
}
