using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>Which evidence decides where several causes are named.</summary>
[TestFixture]
public sealed class PrecedenceTests
{
    [TestCase("openai.RateLimitError: Error code: 429 - {'error': {'message': 'You exceeded your current quota, please check your plan and billing details.', 'code': 'insufficient_quota'}}", FailureCategory.ResourceExhaustion, TestName = "A quota of billing goes before the 429 that reports it")]
    [TestCase("error: 403 Forbidden: API rate limit exceeded", FailureCategory.RateLimiting, TestName = "Words on a rate go before the code that refused")]
    [TestCase("denied: toomanyrequests: You have reached your pull rate limit.", FailureCategory.RateLimiting, TestName = "Words on a rate go before a denied pull")]
    [TestCase("connect: connection refused\nmake: *** [all] Error 2\nProcess completed with exit code 2.", FailureCategory.Network, TestName = "A cause goes before wrappers")]
    [TestCase("npm ERR! code ELIFECYCLE\nnpm ERR! errno 1\nsrc/app.ts(3,1): error TS2304: Cannot find name 'foo'.\nnpm ERR! Exit status 1", FailureCategory.CodeQuality, TestName = "A cause goes before the script runner's epilogue")]
    [TestCase("Could not resolve dependencies for project acme:app:jar:1\nCaused by: java.net.UnknownHostException: repo.example", FailureCategory.Network, TestName = "A cause goes before the symptom that introduces it")]
    [TestCase("AssertionError: expected status 200 but got 503 Service Unavailable", FailureCategory.CodeQuality, TestName = "An assertion goes before the words in its values")]
    [TestCase("Process completed with exit code 1.", FailureCategory.Unknown, TestName = "A wrapper alone says nothing")]
    [TestCase("ERROR: Job failed: exit code 137", FailureCategory.Unknown, TestName = "An exit code of 137 alone is no want of memory")]
    [TestCase("Exited with code 137\n\nHint: Exit code 137 typically means the process is killed because it was running out of memory", FailureCategory.Unknown, TestName = "A hint is no evidence")]
    public void The_stronger_evidence_decides(string text, FailureCategory expected) => Diagnoses.CategoryOf(text).Should().Be(expected);

    [Test]
    public void What_an_announced_retry_overcame_is_no_failure() =>
        Diagnoses.Of("WARNING: Retrying (Retry(total=4)) after connection broken by 'ConnectionResetError(104, 'Connection reset by peer')': /simple/app/\nCollecting app\n  Downloading app-1.2.tar.gz (8 kB)\n").Should().BeNull();

    [Test]
    public void What_retries_did_not_overcome_is_one() =>
        Diagnoses.CategoryOf("WARNING: Retrying after connection broken by 'Connection reset by peer'\nERROR: Could not install packages due to an OSError: Connection reset by peer").Should().Be(FailureCategory.Network);

    [Test]
    public void A_limit_with_a_window_of_a_day_is_not_worth_a_retry()
    {
        Diagnoses.Of("429 Too Many Requests. Please retry after 86400 seconds.")!.Verdict.Should().Be(FailureVerdict.Permanent);
        Diagnoses.Of("429 Too Many Requests. Please retry after 20 seconds.")!.Verdict.Should().Be(FailureVerdict.Transient);
    }

    [Test]
    public void The_verdict_is_an_axis_of_its_own()
    {
        FailureDiagnosis deadlock = Diagnoses.Of("psycopg2.errors.DeadlockDetected: deadlock detected")!, compile = Diagnoses.Of("App.cs(3,1): error CS0103: The name 'x' does not exist in the current context")!;

        (deadlock.Category, deadlock.Verdict).Should().Be((FailureCategory.CodeQuality, FailureVerdict.Transient));
        (compile.Category, compile.Verdict).Should().Be((FailureCategory.CodeQuality, FailureVerdict.Permanent));
    }

    [Test]
    public void A_diagnosis_explains_itself()
    {
        FailureDiagnosis diagnosis = Diagnoses.Of("cloning\nfatal: unable to access 'https://git.example/a.git/': Could not resolve host: git.example\nProcess completed with exit code 128.")!;

        DiagnosedCause first = diagnosis.Causes[0];
        first.Pattern.Should().Be(diagnosis.Pattern);
        first.Line.Should().Be(2);
        first.Text!.Substring(first.Start, first.Length).Should().Contain("Could not resolve host");
        diagnosis.Pack.Should().MatchRegex("^[a-z-]+ [0-9.]+$");
        diagnosis.Rules.Should().NotBeEmpty();
        diagnosis.Recommendations.Should().NotBeEmpty();
        diagnosis.Basis.Should().NotBeEmpty();
        diagnosis.Confidence.Should().BeInRange(0.5, 1);
    }

    [Test]
    public void A_long_line_is_shown_around_its_evidence()
    {
        FailureDiagnosis diagnosis = Diagnoses.Of($"error: {new string('é', 3000)} no space left on device {new string('x', 3000)}")!;

        DiagnosedCause first = diagnosis.Causes[0];
        first.Text!.Length.Should().BeLessThanOrEqualTo(LogExcerpt.MaxLineLength);
        first.Text.Substring(first.Start, first.Length).Should().StartWith("no space left");
    }
}
